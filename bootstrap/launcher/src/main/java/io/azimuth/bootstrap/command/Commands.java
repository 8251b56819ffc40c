package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.command.line.CommandExamples;
import io.azimuth.bootstrap.command.line.CommandRunner;
import io.azimuth.bootstrap.command.line.LazyCommand;
import io.azimuth.bootstrap.command.line.OptionHelp;
import io.azimuth.bootstrap.command.man.ManPagesCommand;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.process.ProcessSignals;
import io.azimuth.bootstrap.server.StartupCheck;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The command line of the process: the server's commands and those of the client. */
public final class Commands {

  private final CommandRunner runner;

  /** Creates the command line; starts nothing yet. */
  public Commands(
      Console console, Environment environment, ProcessSignals signals, CommandServices parts) {
    this.runner =
        new CommandRunner(
            console, environment, shown(console, environment, signals, parts), internal(parts));
  }

  private static List<LazyCommand> shown(
      Console console, Environment environment, ProcessSignals signals, CommandServices parts) {
    List<LazyCommand> commands = new ArrayList<>();
    commands.add(new LazyCommand("demo", () -> new DemoCommand(console, parts.demo())));
    commands.add(
        new LazyCommand(
            "server",
            () ->
                new ServerCommand(
                    console,
                    new StartupCheck(environment),
                    parts.servers(),
                    signals,
                    new DevServerRun(console, environment, signals, parts.devServers()))));
    commands.add(
        new LazyCommand(
            "azure-simulator", () -> new SimulatorCommand(console, parts.simulators(), signals)));
    commands.add(
        new LazyCommand(
            "check-config",
            () ->
                new CheckConfigCommand(console, new StartupCheck(environment), Clock.systemUTC())));
    commands.addAll(parts.further());
    return commands;
  }

  private List<LazyCommand> internal(CommandServices parts) {
    return List.of(
        new LazyCommand(
            "man-pages",
            () -> new ManPagesCommand(this::model, CommandExamples::of, OptionHelp::isCommon)),
        new LazyCommand("warm-up", () -> new WarmUpCommand(parts.warmUp())));
  }

  private CommandLine model() {
    return runner.model();
  }

  /**
   * Runs the command and returns the exit code: 0 for success, 1 for failure, 2 for wrong usage.
   */
  public int run(String... arguments) {
    return runner.run(arguments);
  }
}
