package io.azimuth.bootstrap.command.client;

import io.azimuth.bootstrap.command.CommandGroup;
import io.azimuth.bootstrap.command.LazyCommand;
import io.azimuth.bootstrap.command.client.auth.AuthDisableCommand;
import io.azimuth.bootstrap.command.client.auth.AuthEnableCommand;
import io.azimuth.bootstrap.command.client.auth.AuthListCommand;
import io.azimuth.bootstrap.command.client.kv.KvCommands;
import io.azimuth.bootstrap.command.client.operator.OperatorInitCommand;
import io.azimuth.bootstrap.command.client.operator.OperatorSealCommand;
import io.azimuth.bootstrap.command.client.operator.OperatorUnsealCommand;
import io.azimuth.bootstrap.command.client.operator.StatusCommand;
import io.azimuth.bootstrap.command.client.path.DeleteCommand;
import io.azimuth.bootstrap.command.client.path.ListCommand;
import io.azimuth.bootstrap.command.client.path.PathHelpCommand;
import io.azimuth.bootstrap.command.client.path.ReadCommand;
import io.azimuth.bootstrap.command.client.path.WriteCommand;
import io.azimuth.bootstrap.command.client.policy.PolicyDeleteCommand;
import io.azimuth.bootstrap.command.client.policy.PolicyListCommand;
import io.azimuth.bootstrap.command.client.policy.PolicyReadCommand;
import io.azimuth.bootstrap.command.client.policy.PolicyWriteCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.token.TokenCreateCommand;
import io.azimuth.bootstrap.command.client.token.TokenLookupCommand;
import io.azimuth.bootstrap.command.client.token.TokenRenewCommand;
import io.azimuth.bootstrap.command.client.token.TokenRevokeCommand;
import io.azimuth.bootstrap.command.client.token.UnwrapCommand;
import java.util.List;
import picocli.CommandLine;

/** All client commands that do not depend on Azure. */
public final class ClientCommands {

  private ClientCommands() {}

  /** The commands, in the order in which the help lists them. */
  public static List<LazyCommand> of(ClientContext context) {
    return List.of(
        new LazyCommand("status", () -> new StatusCommand(context)),
        new LazyCommand("read", () -> new ReadCommand(context)),
        new LazyCommand("write", () -> new WriteCommand(context)),
        new LazyCommand("list", () -> new ListCommand(context)),
        new LazyCommand("delete", () -> new DeleteCommand(context)),
        KvCommands.of(context),
        new LazyCommand("path-help", () -> new PathHelpCommand(context)),
        new LazyCommand("unwrap", () -> new UnwrapCommand(context)),
        new LazyCommand("auth", () -> auth(context)),
        new LazyCommand("policy", () -> policy(context)),
        new LazyCommand("token", () -> token(context)),
        new LazyCommand("operator", () -> operator(context)));
  }

  private static CommandLine auth(ClientContext context) {
    return CommandGroup.of(
        "auth",
        "Enable, list and disable auth methods.",
        new AuthListCommand(context),
        new AuthEnableCommand(context),
        new AuthDisableCommand(context));
  }

  private static CommandLine policy(ClientContext context) {
    return CommandGroup.of(
        "policy",
        "Read and write policies.",
        new PolicyListCommand(context),
        new PolicyReadCommand(context),
        new PolicyWriteCommand(context),
        new PolicyDeleteCommand(context));
  }

  private static CommandLine token(ClientContext context) {
    return CommandGroup.of(
        "token",
        "Make, look up, renew and revoke tokens.",
        new TokenCreateCommand(context),
        new TokenLookupCommand(context),
        new TokenRenewCommand(context),
        new TokenRevokeCommand(context));
  }

  private static CommandLine operator(ClientContext context) {
    return CommandGroup.of(
        "operator",
        "Initialise, unseal and seal a server.",
        new OperatorInitCommand(context),
        new OperatorUnsealCommand(context),
        new OperatorSealCommand(context));
  }
}
