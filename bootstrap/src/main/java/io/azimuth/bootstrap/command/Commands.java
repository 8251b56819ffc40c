package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.config.Environment;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.bootstrap.server.StartupException;
import io.azimuth.bootstrap.snapshot.SnapshotFailedException;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line as a whole: which commands there are and how they end. */
public final class Commands {

  private final Console console;
  private final CommandLine root;

  /** All commands; nothing is started yet. */
  public Commands(Console console, Environment environment, ProcessSignals signals, Parts parts) {
    this.console = console;
    StartupCheck check = new StartupCheck(environment);
    this.root = new CommandLine(new RootCommand());
    root.addSubcommand(new DemoCommand(console, parts.demo()));
    root.addSubcommand(new ServerCommand(console, check, parts.servers(), signals));
    root.addSubcommand(new SimulatorCommand(console, parts.simulators(), signals));
    root.addSubcommand(new CheckConfigCommand(console, check));
    root.addSubcommand(SnapshotCommand.with(console, environment, check, Clock.systemUTC()));
    root.addSubcommand(new VersionCommand(console));
    root.addSubcommand(new WarmUpCommand(parts.warmUp()));
    help(root);
    root.setOut(console.out()).setErr(console.err());
    root.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    root.setParameterExceptionHandler(this::wrongUsage);
    root.setExecutionExceptionHandler(this::failed);
  }

  private static void help(CommandLine command) {
    command.addMixin("help", new HelpOption());
    command.getSubcommands().values().forEach(Commands::help);
  }

  /** Runs the command and says how the process is to end: 0 good, 1 failed, 2 wrong usage. */
  public int run(String... arguments) {
    return root.execute(arguments);
  }

  private int wrongUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    console.err().println("azimuth: " + e.getMessage());
    console.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  /** A stack trace goes to the log, not to the user; before the log is set up, nowhere. */
  private int failed(Exception e, CommandLine command, ParseResult parsed) {
    LoggerFactory.getLogger(Commands.class).debug("command failed", e);
    console.err().println("azimuth: " + sentence(e));
    return ExitCode.SOFTWARE;
  }

  private static String sentence(Exception e) {
    if (e instanceof StartupException refused) {
      return refused.sentence();
    }
    if (e instanceof SnapshotFailedException refused) {
      return refused.sentence();
    }
    return "unexpected failure ("
        + e.getClass().getSimpleName()
        + "); AZIMUTH_LOG_LEVEL=debug shows more";
  }
}
