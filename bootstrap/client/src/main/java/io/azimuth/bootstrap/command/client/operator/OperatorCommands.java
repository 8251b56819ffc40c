package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.line.CommandGroup;
import io.azimuth.bootstrap.command.line.LazyCommand;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands for the seal and the keys of a server, and for what it needs in Azure. */
public final class OperatorCommands {

  private OperatorCommands() {}

  /**
   * {@code operator} with its subcommands.
   *
   * @param cloud makes the command that prepares the cloud
   * @param further make the commands that work on files of the server
   */
  public static LazyCommand of(
      ClientContext context, Supplier<?> cloud, List<Supplier<Object>> further) {
    return new LazyCommand("operator", () -> group(context, cloud, further));
  }

  private static CommandLine group(
      ClientContext context, Supplier<?> cloud, List<Supplier<Object>> further) {
    CommandLine group =
        CommandGroup.of(
            "operator",
            "Initialise, unseal, seal and reload a server; replace its keys; prepare Azure"
                + (further.isEmpty() ? "." : "; move its store."),
            new OperatorInitCommand(context),
            new OperatorUnsealCommand(context),
            new OperatorSealCommand(context),
            new OperatorRekeyCommand(context),
            new OperatorGenerateRootCommand(context),
            new OperatorRotateCommand(context),
            new OperatorKeyStatusCommand(context),
            new OperatorReloadCommand(context),
            cloud.get());
    further.forEach(command -> group.addSubcommand(command.get()));
    return group;
  }
}
