package io.azimuth.bootstrap.command.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The examples at the end of each help. They are in a file, one command line in each line. */
public final class CommandExamples {

  private static final String FILE = "examples.txt";

  private CommandExamples() {}

  /**
   * The examples of a command and of the commands below it, ready to be printed; empty if there are
   * none.
   */
  public static String of(CommandSpec command) {
    return lines().stream()
        .filter(line -> (line + " ").startsWith(command.qualifiedName() + " "))
        .filter(line -> isThere(command, line.substring(command.qualifiedName().length()).strip()))
        .map(line -> "  " + line + "%n".formatted())
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(),
                examples -> examples.isEmpty() ? "" : "%nExamples:%n%n".formatted() + examples));
  }

  // The client alone has fewer commands.
  private static boolean isThere(CommandSpec command, String words) {
    String first = words.split(" ", 2)[0];
    if (command.subcommands().isEmpty() || first.isEmpty() || first.startsWith("-")) {
      return true;
    }
    CommandLine next = command.subcommands().get(first);
    return next != null && isThere(next.getCommandSpec(), words.substring(first.length()).strip());
  }

  private static List<String> lines() {
    InputStream found = CommandExamples.class.getResourceAsStream(FILE);
    if (found == null) {
      throw new IllegalStateException(FILE + " is missing");
    }
    try (InputStream file = found) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
