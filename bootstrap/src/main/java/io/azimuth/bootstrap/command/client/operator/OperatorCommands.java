package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.command.CommandGroup;
import io.azimuth.bootstrap.command.LazyCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.snapshot.OperatorMigrateCommand;
import io.azimuth.bootstrap.server.StartupCheck;
import java.time.Clock;
import java.util.function.Supplier;

/** The commands for the seal and the keys of a server, and for what it needs in Azure. */
public final class OperatorCommands {

  private OperatorCommands() {}

  /**
   * {@code operator} with its subcommands.
   *
   * @param cloud makes the command that prepares the cloud
   */
  public static LazyCommand of(ClientContext context, Supplier<?> cloud) {
    return new LazyCommand(
        "operator",
        () ->
            CommandGroup.of(
                "operator",
                "Initialise, unseal and seal a server; replace its keys; prepare Azure; move its store.",
                new OperatorInitCommand(context),
                new OperatorUnsealCommand(context),
                new OperatorSealCommand(context),
                new OperatorRekeyCommand(context),
                new OperatorGenerateRootCommand(context),
                new OperatorRotateCommand(context),
                new OperatorKeyStatusCommand(context),
                cloud.get(),
                new OperatorMigrateCommand(
                    context.console(),
                    new StartupCheck(context.environment()),
                    Clock.systemUTC())));
  }
}
