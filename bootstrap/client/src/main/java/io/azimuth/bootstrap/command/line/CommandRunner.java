package io.azimuth.bootstrap.command.line;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.PolicyWantedException;
import io.azimuth.bootstrap.client.completion.PathCandidates;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.process.ReportedFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs the command that the arguments name: help, completion, wrong usage and exit codes. */
public final class CommandRunner {

  private static final String COMPLETE = "complete";
  private static final int HELP_WIDTH = 100;
  private static final int MANY_OPTIONS = 6;

  /** The options of the program itself. */
  private static final Set<String> ROOT = Set.of("-h", "--help", "-v", "--version");

  private final Console console;
  private final List<LazyCommand> commands;
  private final Set<String> hidden;

  /**
   * A command line of these commands, in the order in which the help lists them, and of {@code
   * completion} and {@code version} behind them. Starts nothing yet.
   *
   * @param internal commands that are called by scripts, and not suggested
   */
  public CommandRunner(
      Console console,
      Environment environment,
      List<LazyCommand> shown,
      List<LazyCommand> internal) {
    this.console = console;
    List<LazyCommand> all = new ArrayList<>(shown);
    all.add(new LazyCommand("completion", () -> new CompletionCommand(console)));
    all.add(new LazyCommand(COMPLETE, () -> completion(environment)));
    all.add(new LazyCommand("version", () -> new VersionCommand(console)));
    all.addAll(internal);
    this.commands = List.copyOf(all);
    this.hidden =
        Stream.concat(Stream.of(COMPLETE), internal.stream().map(LazyCommand::name))
            .collect(Collectors.toUnmodifiableSet());
  }

  private CompleteCommand completion(Environment environment) {
    return new CompleteCommand(
        console, words -> root(inQuestion(words)), new PathCandidates(environment)::beginningWith);
  }

  /** The model of the command line, with all commands. */
  public CommandLine model() {
    return root(commands);
  }

  /**
   * Runs the command and returns the exit code: 0 for success, 1 for failure, 2 for wrong usage.
   */
  public int run(String... arguments) {
    String[] read = SingleDashOptions.doubled(arguments);
    CommandLine root = root(meant(read));
    String[] ordered = ROOT.contains(first(read)) ? read : LeadingOptions.moved(root, read);
    if (isUnknown(ordered)) { // otherwise "audit list" would run the command list
      ParameterException unknown =
          new ParameterException(root, UnknownCommand.sentence("", ordered[0], names()));
      return wrongUsage(unknown, ordered);
    }
    return root.execute(ordered);
  }

  private static String first(String... arguments) {
    return arguments.length == 0 ? "" : arguments[0];
  }

  private List<String> names() {
    return commands.stream().map(LazyCommand::name).filter(name -> !hidden.contains(name)).toList();
  }

  private boolean isUnknown(String... arguments) {
    return arguments.length > 0
        && !arguments[0].startsWith("-")
        && commands.stream().noneMatch(command -> command.name().equals(arguments[0]));
  }

  /**
   * The command that the arguments name; all commands if they name none, for the help. Behind
   * options it may be any word, so that all commands that a word names are meant.
   */
  private List<LazyCommand> meant(String... arguments) {
    String first = first(arguments);
    List<String> words = first.startsWith("-") ? List.of(arguments) : List.of(first);
    List<LazyCommand> called =
        commands.stream().filter(command -> words.contains(command.name())).toList();
    return called.isEmpty() || ROOT.contains(first) ? commands : called;
  }

  /** The command that the words before the last one name; all commands if they name none. */
  private List<LazyCommand> inQuestion(List<String> words) {
    return words.size() < 2 ? commands : meant(words.get(0));
  }

  private CommandLine root(List<LazyCommand> chosen) {
    CommandLine root = new CommandLine(new RootCommand());
    chosen.forEach(command -> root.addSubcommand(command.name(), command.command().get()));
    help(root);
    root.setOut(console.out()).setErr(console.err());
    root.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    root.setExpandAtFiles(false); // @file is a parameter of the write command
    root.setParameterExceptionHandler(this::wrongUsage);
    root.setExecutionExceptionHandler(this::failed);
    return root;
  }

  private static void help(CommandLine command) {
    command.addMixin("help", new HelpOption());
    boolean many = command.getCommandSpec().options().size() > MANY_OPTIONS;
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionHelp::list);
    command.getCommandSpec().usageMessage().width(HELP_WIDTH).abbreviateSynopsis(many);
    command
        .getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_FOOTER,
            help -> CommandExamples.of(command.getCommandSpec()));
    command.getSubcommands().values().forEach(CommandRunner::help);
  }

  private int wrongUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    console.err().println("azimuth: " + sentence(e, command));
    console.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private static String sentence(ParameterException e, CommandLine command) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || command.getSubcommands().isEmpty()
        || unmatched.getUnmatched().get(0).startsWith("-")) {
      return String.valueOf(e.getMessage());
    }
    String group = command.getCommandSpec().qualifiedName().replaceFirst("^azimuth ?", "");
    return UnknownCommand.sentence(
        group, unmatched.getUnmatched().get(0), command.getSubcommands().keySet());
  }

  /**
   * Writes the stack trace to the log, not to the user. Before the log is set up, it is discarded.
   */
  private int failed(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof PolicyWantedException wanted) {
      console.out().println(wanted.policy());
      return ExitCode.OK;
    }
    if (e instanceof ClientException refused) {
      console.err().println(refused.sentence());
      return ExitCode.SOFTWARE;
    }
    LoggerFactory.getLogger(CommandRunner.class).debug("command failed", e);
    console.err().println("azimuth: " + sentence(e));
    return ExitCode.SOFTWARE;
  }

  private static String sentence(Exception e) {
    if (e instanceof ReportedFailure failure) {
      return failure.sentence();
    }
    return "unexpected failure ("
        + e.getClass().getSimpleName()
        + "); AZIMUTH_LOG_LEVEL=debug shows more";
  }
}
