package io.azimuth.bootstrap.command;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * A command that is made only when it is called or listed: looking at the classes of all of them
 * takes longer than most of them run.
 *
 * @param name as it is typed
 * @param command an annotated object or a {@code CommandLine}
 */
public record LazyCommand(String name, Supplier<Object> command) {

  public LazyCommand {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(command, "command");
  }
}
