package io.azimuth.bootstrap.command.client.policy;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.domain.hcl.Hcl;
import io.azimuth.domain.hcl.HclLayout;
import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.InvalidPolicyException;
import io.azimuth.domain.policy.PolicyName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "fmt",
    description = {
      "Check a policy and lay its text out: indentation, spaces, empty lines.",
      "Comments and the order of rules stay. The server is not asked."
    })
final class PolicyFmtCommand implements Callable<Integer> {

  private static final PolicyName ANY = new PolicyName("fmt");

  private final ClientContext context;

  @Option(
      names = "--check",
      description = "Change nothing; exit code 1 if the file is laid out differently.")
  private boolean check;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "The policy; - reads standard input and prints the result.")
  private String file = "";

  PolicyFmtCommand(ClientContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean piped = file.equals("-");
    String text = piped ? context.input().text() : read();
    String laidOut = layout(text);
    if (check) {
      if (!laidOut.equals(text)) {
        context.console().err().println(file + " is laid out differently");
        return ExitCode.SOFTWARE;
      }
    } else if (piped) {
      context.console().out().print(laidOut);
      context.console().out().flush();
    } else {
      write(text, laidOut);
    }
    return ExitCode.OK;
  }

  private String layout(String text) {
    try {
      AclPolicy.parse(ANY, text);
    } catch (InvalidPolicyException e) {
      throw new ClientException("Error in " + file + ": " + e.getMessage(), e);
    }
    if (Hcl.looksLikeJson(text)) {
      throw new ClientException(file + " is a policy in JSON; policy fmt lays HCL out");
    }
    return HclLayout.of(text);
  }

  private String read() {
    try {
      return Files.readString(Path.of(file), StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException e) {
      throw new ClientException("the file " + file + " cannot be read as UTF-8", e);
    }
  }

  private void write(String text, String laidOut) {
    try {
      if (!laidOut.equals(text)) {
        Files.writeString(Path.of(file), laidOut, StandardCharsets.UTF_8);
      }
      context.console().out().println("Success! Formatted policy: " + file);
    } catch (IOException e) {
      throw new ClientException("the file " + file + " cannot be written", e);
    }
  }
}
