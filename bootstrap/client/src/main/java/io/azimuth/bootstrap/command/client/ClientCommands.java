package io.azimuth.bootstrap.command.client;

import io.azimuth.bootstrap.command.client.audit.AuditCommands;
import io.azimuth.bootstrap.command.client.auth.AuthCommands;
import io.azimuth.bootstrap.command.client.kv.KvCommands;
import io.azimuth.bootstrap.command.client.lease.LeaseCommands;
import io.azimuth.bootstrap.command.client.operator.OperatorCommands;
import io.azimuth.bootstrap.command.client.operator.StatusCommand;
import io.azimuth.bootstrap.command.client.path.DeleteCommand;
import io.azimuth.bootstrap.command.client.path.ListCommand;
import io.azimuth.bootstrap.command.client.path.PatchCommand;
import io.azimuth.bootstrap.command.client.path.PathHelpCommand;
import io.azimuth.bootstrap.command.client.path.ReadCommand;
import io.azimuth.bootstrap.command.client.path.WriteCommand;
import io.azimuth.bootstrap.command.client.policy.PolicyCommands;
import io.azimuth.bootstrap.command.client.secrets.SecretsCommands;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.token.TokenCapabilitiesCommand;
import io.azimuth.bootstrap.command.client.token.TokenCreateCommand;
import io.azimuth.bootstrap.command.client.token.TokenLookupCommand;
import io.azimuth.bootstrap.command.client.token.TokenRenewCommand;
import io.azimuth.bootstrap.command.client.token.TokenRevokeCommand;
import io.azimuth.bootstrap.command.client.token.UnwrapCommand;
import io.azimuth.bootstrap.command.line.CommandGroup;
import io.azimuth.bootstrap.command.line.LazyCommand;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/** All client commands that do not depend on Azure. */
public final class ClientCommands {

  private ClientCommands() {}

  /**
   * The commands, in the order in which the help lists them.
   *
   * @param cloud makes the command of {@code operator} that prepares the cloud
   * @param server what is installed with the client
   */
  public static List<LazyCommand> of(ClientContext context, Supplier<?> cloud, LocalServer server) {
    return List.of(
        new LazyCommand("status", () -> new StatusCommand(context)),
        new LazyCommand("read", () -> new ReadCommand(context)),
        new LazyCommand("write", () -> new WriteCommand(context)),
        new LazyCommand("patch", () -> new PatchCommand(context)),
        new LazyCommand("list", () -> new ListCommand(context)),
        new LazyCommand("delete", () -> new DeleteCommand(context)),
        KvCommands.of(context),
        new LazyCommand("path-help", () -> new PathHelpCommand(context)),
        new LazyCommand("unwrap", () -> new UnwrapCommand(context)),
        AuthCommands.of(context),
        SecretsCommands.of(context),
        AuditCommands.of(context, server.auditDirectory()),
        PolicyCommands.of(context),
        new LazyCommand("token", () -> token(context)),
        LeaseCommands.of(context),
        OperatorCommands.of(context, cloud, server.operatorCommands()));
  }

  private static CommandLine token(ClientContext context) {
    return CommandGroup.of(
        "token",
        "Make, look up, renew and revoke tokens.",
        new TokenCreateCommand(context),
        new TokenLookupCommand(context),
        new TokenRenewCommand(context),
        new TokenRevokeCommand(context),
        new TokenCapabilitiesCommand(context));
  }
}
