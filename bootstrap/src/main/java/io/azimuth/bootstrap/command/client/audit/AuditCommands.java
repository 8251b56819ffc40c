package io.azimuth.bootstrap.command.client.audit;

import io.azimuth.bootstrap.command.CommandGroup;
import io.azimuth.bootstrap.command.LazyCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import java.time.Clock;

/** The commands for audit devices. */
public final class AuditCommands {

  private AuditCommands() {}

  /** {@code audit} with its subcommands. */
  public static LazyCommand of(ClientContext context) {
    return new LazyCommand(
        "audit",
        () ->
            CommandGroup.of(
                "audit",
                "Enable, list and disable audit devices; find records.",
                new AuditListCommand(context),
                new AuditEnableCommand(context),
                new AuditDisableCommand(context),
                new AuditFindCommand(context, Clock.systemUTC())));
  }
}
