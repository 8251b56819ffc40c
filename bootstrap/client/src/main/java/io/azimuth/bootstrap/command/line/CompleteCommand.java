package io.azimuth.bootstrap.command.line;

import io.azimuth.bootstrap.process.Console;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code azimuth complete}: asked by the scripts of {@code azimuth completion}. Not for users. */
@Command(name = "complete", hidden = true, description = "Used by the completion of shells.")
final class CompleteCommand implements Runnable {

  private final Console console;
  private final Function<List<String>, CommandLine> commands;
  private final CompletionWords.Paths paths;

  @Parameters(
      index = "0..*",
      paramLabel = "WORD",
      description = "The words after azimuth, up to the one to complete.")
  private List<String> words = List.of();

  /**
   * Creates the command.
   *
   * @param commands makes the command line that knows at least the command of these words
   */
  CompleteCommand(
      Console console, Function<List<String>, CommandLine> commands, CompletionWords.Paths paths) {
    this.console = console;
    this.commands = commands;
    this.paths = paths;
  }

  @Override
  public void run() {
    List<String> read = List.of(SingleDashOptions.doubled(words.toArray(String[]::new)));
    new CompletionWords(commands.apply(read), paths).of(read).forEach(console.out()::println);
  }
}
