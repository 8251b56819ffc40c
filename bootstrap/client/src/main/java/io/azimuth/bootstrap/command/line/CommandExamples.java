package io.azimuth.bootstrap.command.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The examples at the end of each help. They are in a file, one command line in each line. */
public final class CommandExamples {

  private static final String FILE = "examples.txt";

  private CommandExamples() {}

  /**
   * The examples of a command, ready to be printed; empty if there are none.
   *
   * @param command its full name, such as {@code azimuth kv get}
   */
  public static String of(String command) {
    return lines().stream()
        .filter(line -> (line + " ").startsWith(command + " "))
        .map(line -> "  " + line + "%n".formatted())
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(),
                examples -> examples.isEmpty() ? "" : "%nExamples:%n%n".formatted() + examples));
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
