package io.azimuth.bootstrap.command.line;

import io.azimuth.bootstrap.process.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = {
      "Print a script that completes commands, options, their values, and paths in a shell.",
      "bash: source <(azimuth completion bash); zsh: source <(azimuth completion zsh)",
      "fish: azimuth completion fish | source"
    })
final class CompletionCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "SHELL",
      completionCandidates = Shells.class,
      description = "bash, zsh or fish")
  private String shell = "";

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String name = shell.toLowerCase(Locale.ROOT);
    if (!Shells.NAMES.contains(name)) {
      throw new ParameterException(spec.commandLine(), "the shell is bash, zsh or fish");
    }
    console.out().print(script(name));
    console.out().flush();
    return ExitCode.OK;
  }

  private static String script(String name) {
    String file = "completion." + name;
    InputStream found = CompletionCommand.class.getResourceAsStream(file);
    if (found == null) {
      throw new IllegalStateException(file + " is missing");
    }
    try (InputStream in = found) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The shells that there is a script for. */
  static final class Shells implements Iterable<String> {
    private static final List<String> NAMES = List.of("bash", "zsh", "fish");

    @Override
    public Iterator<String> iterator() {
      return NAMES.iterator();
    }
  }
}
