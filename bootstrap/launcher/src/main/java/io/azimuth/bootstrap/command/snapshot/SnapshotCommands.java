package io.azimuth.bootstrap.command.snapshot;

import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.line.CommandGroup;
import io.azimuth.bootstrap.command.line.LazyCommand;
import io.azimuth.bootstrap.server.StartupCheck;
import java.time.Clock;
import picocli.CommandLine;

/** The commands for backups of a store. */
public final class SnapshotCommands {

  private SnapshotCommands() {}

  /** {@code operator snapshot} with its subcommand, which needs running servers. */
  public static CommandLine underServers(ClientContext context, Clock clock) {
    return CommandGroup.of(
        "snapshot",
        "Restore a snapshot while servers serve.",
        new OperatorRestoreCommand(context, clock));
  }

  public static LazyCommand of(ClientContext context, Clock clock) {
    return new LazyCommand(
        "snapshot",
        () ->
            CommandGroup.of(
                "snapshot",
                "Back the store up, restore it, look into a backup.",
                new SnapshotSaveCommand(context),
                new SnapshotRestoreCommand(
                    context.console(), new StartupCheck(context.environment()), clock),
                new SnapshotInspectCommand(context.console(), clock)));
  }
}
