package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.command.line.LazyCommand;
import io.azimuth.bootstrap.process.Console;

/**
 * Makes the command of a part that a build can leave out. Found by {@link java.util.ServiceLoader}.
 */
public interface CommandFactory {

  /** The command, which prints there. */
  LazyCommand command(Console console);
}
