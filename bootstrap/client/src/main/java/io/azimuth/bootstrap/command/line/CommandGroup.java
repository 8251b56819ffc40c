package io.azimuth.bootstrap.command.line;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A command that only has subcommands. */
public final class CommandGroup implements Runnable {

  private final CommandSpec spec;

  private CommandGroup(String name, String description) {
    this.spec = CommandSpec.wrapWithoutInspection(this).name(name);
    spec.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
  }

  /** The group with its subcommands. */
  public static CommandLine of(String name, String description, Object... commands) {
    CommandLine group = new CommandLine(new CommandGroup(name, description).spec);
    for (Object command : commands) {
      group.addSubcommand(command);
    }
    return group;
  }

  /** Runs if the subcommand is missing, which is wrong usage. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
