package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.client.Acknowledgements;
import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.AuthMounts;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "lint",
    sortOptions = false,
    description = {
      "Say what roles do and their authors may not have meant, and how to change it.",
      "Needs list on auth/<mount>/role, and read on auth/<mount>/role/<role>/advice.",
      "With read on sys/config/state/sanitized, what the server's configuration acknowledges is no",
      "warning.",
      "Exit code 0: there is no warning, and notes at most. 1: there are warnings."
    })
public final class LintCommand extends ClientCommand {

  private static final String WHAT = "Error linting";
  private static final String ADVICE = "role/{}/advice";

  @Parameters(arity = "0..*", paramLabel = "ROLE", description = "The roles. Default: all roles.")
  private List<String> roles = List.of();

  @Option(
      names = {"--mount", "--path"},
      paramLabel = "PATH",
      description = "An auth method with roles. Default: all that the token may see.")
  private List<String> mounts = List.of();

  public LintCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    List<String> places =
        mounts.isEmpty() ? all(session) : mounts.stream().map(LintCommand::place).toList();
    LintReport report = new LintReport(acknowledged(session));
    for (String mount : places) {
      for (String role : roles.isEmpty() ? names(session, mount) : roles) {
        ApiReply reply = session.send(WHAT, ApiCall.get(mount + "/role/" + role + "/advice"));
        if (reply.isSuccess()) {
          report.add(mount, role, ApiReply.objects(reply.data().get("advice")));
        }
      }
    }
    roles.stream()
        .filter(role -> !report.has(role))
        .findFirst()
        .ifPresent(
            role -> {
              throw new ClientException("there is no role " + role);
            });
    report.print(session.printer());
    return report.hasWarnings() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private static Acknowledgements acknowledged(ClientSession session) {
    try {
      return Acknowledgements.of(session.lookUp(WHAT, Acknowledgements.QUESTION));
    } catch (ClientException e) {
      return Acknowledgements.NONE;
    }
  }

  private static List<String> all(ClientSession session) {
    List<String> linted = AuthMounts.of(session.lookUp(WHAT, AuthMounts.QUESTION)).serving(ADVICE);
    if (linted.isEmpty()) {
      throw new ClientException(
          "there is no auth method with roles that the token may see; --mount names one");
    }
    return linted;
  }

  private static List<String> names(ClientSession session, String mount) {
    ApiReply reply = session.lookUp(WHAT, ApiCall.list(mount + "/role"));
    return ApiReply.texts(reply.data().get("keys"));
  }

  private static String place(String mount) {
    return "auth/" + MountLocation.belowAuth(mount);
  }
}
