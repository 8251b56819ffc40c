package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.process.Console;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code azimuth completion}. */
@Command(
    name = "completion",
    description = {
      "Print a script that completes commands and options in a shell.",
      "bash: source <(azimuth completion bash); zsh: source <(azimuth completion zsh)"
    })
final class CompletionCommand implements Callable<Integer> {

  private final Console console;
  private final Supplier<CommandLine> all;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh")
  private String shell = "";

  CompletionCommand(Console console, Supplier<CommandLine> all) {
    this.console = console;
    this.all = all;
  }

  /** One script works in both shells: in zsh it turns on support for bash completions. */
  @Override
  public Integer call() {
    switch (shell.toLowerCase(Locale.ROOT)) {
      case "bash", "zsh" -> console.out().print(AutoComplete.bash("azimuth", all.get()));
      default -> throw new ParameterException(spec.commandLine(), "the shell is bash or zsh");
    }
    console.out().flush();
    return ExitCode.OK;
  }
}
