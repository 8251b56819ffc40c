package io.azimuth.bootstrap.command.client.audit;

import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.line.CommandGroup;
import io.azimuth.bootstrap.command.line.LazyCommand;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;

public final class AuditCommands {

  private AuditCommands() {}

  /**
   * {@code audit} with its subcommands.
   *
   * @param configured reads the directory of audit files from a configuration file
   */
  public static LazyCommand of(ClientContext context, UnaryOperator<Path> configured) {
    return new LazyCommand(
        "audit",
        () ->
            CommandGroup.of(
                "audit",
                "Enable, list and disable audit devices; find records.",
                new AuditListCommand(context),
                new AuditEnableCommand(context),
                new AuditDisableCommand(context),
                new AuditFindCommand(context, configured, Clock.systemUTC())));
  }
}
