package io.azimuth.bootstrap;

import io.azimuth.bootstrap.command.Commands;
import io.azimuth.bootstrap.command.Console;
import io.azimuth.bootstrap.command.PosixSignals;
import io.azimuth.bootstrap.config.Environment;

/** The entry point: the only class that touches the process's streams. */
public final class Main {

  private Main() {}

  /** Runs the command that the arguments name and ends the process. */
  public static void main(String[] arguments) {
    Console console = new Console(System.out, System.err);
    Environment environment = Environment.of(System.getenv());
    Commands commands = new Commands(console, environment, new PosixSignals(), Wiring.parts());
    System.exit(commands.run(arguments));
  }
}
