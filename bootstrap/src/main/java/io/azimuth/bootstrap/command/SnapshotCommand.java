package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.config.Environment;
import io.azimuth.bootstrap.server.StartupCheck;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code azimuth snapshot}, which does nothing itself. */
@Command(
    name = "snapshot",
    description = "Back the store up, restore it, look into a backup.",
    synopsisSubcommandLabel = "COMMAND")
final class SnapshotCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private SnapshotCommand() {}

  /** It with its subcommands. */
  static CommandLine with(
      Console console, Environment environment, StartupCheck check, Clock clock) {
    return new CommandLine(new SnapshotCommand())
        .addSubcommand(new SnapshotSaveCommand(console, environment))
        .addSubcommand(new SnapshotRestoreCommand(console, check, clock))
        .addSubcommand(new SnapshotInspectCommand(console, clock));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "save, restore or inspect is missing");
  }
}
