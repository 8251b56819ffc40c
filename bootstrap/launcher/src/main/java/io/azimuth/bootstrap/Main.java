package io.azimuth.bootstrap;

import io.azimuth.adapters.http.server.HttpServer;
import io.azimuth.bootstrap.client.input.StandardInput;
import io.azimuth.bootstrap.command.CommandServices;
import io.azimuth.bootstrap.command.Commands;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.DeadThreads;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.process.ForcedExit;
import io.azimuth.bootstrap.process.PosixSignals;

/** The entry point of the server and of all commands beside it. */
public final class Main {

  /** Set by bin/azimuth, because Java does not know whether standard error is a terminal. */
  private static final String WATCHED = "azimuth.watched";

  private Main() {}

  /** Runs the command that the arguments name and ends the process. */
  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler(
        new DeadThreads(HttpServer::isEssential, Runtime.getRuntime()::halt));
    Console console = new Console(System.out, System.err, Boolean.getBoolean(WATCHED));
    Environment environment = Environment.of(System.getenv());
    CommandServices parts = CommandWiring.services(console, environment, StandardInput.ofProcess());
    Commands commands = new Commands(console, environment, new PosixSignals(), parts);
    int code = commands.run(arguments);
    ForcedExit.begin(Runtime.getRuntime()::halt, code);
    System.exit(code);
  }
}
