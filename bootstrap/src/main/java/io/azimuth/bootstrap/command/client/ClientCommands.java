package io.azimuth.bootstrap.command.client;

import io.azimuth.bootstrap.command.LazyCommand;
import java.util.List;
import picocli.CommandLine;

/** All commands that speak to a server and know nothing of where they run. */
public final class ClientCommands {

  private ClientCommands() {}

  /** The commands, in the order in which they are listed. */
  public static List<LazyCommand> of(ClientContext context) {
    return List.of(
        new LazyCommand("status", () -> new StatusCommand(context)),
        new LazyCommand("read", () -> new ReadCommand(context)),
        new LazyCommand("write", () -> new WriteCommand(context)),
        new LazyCommand("list", () -> new ListCommand(context)),
        new LazyCommand("delete", () -> new DeleteCommand(context)),
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
        new AuthList(context),
        new AuthEnable(context),
        new AuthDisable(context));
  }

  private static CommandLine policy(ClientContext context) {
    return CommandGroup.of(
        "policy",
        "Read and write policies.",
        new PolicyList(context),
        new PolicyRead(context),
        new PolicyWrite(context),
        new PolicyDelete(context));
  }

  private static CommandLine token(ClientContext context) {
    return CommandGroup.of(
        "token",
        "Make, look up, renew and revoke tokens.",
        new TokenCreate(context),
        new TokenLookup(context),
        new TokenRenew(context),
        new TokenRevoke(context));
  }

  private static CommandLine operator(ClientContext context) {
    return CommandGroup.of(
        "operator",
        "Initialise, unseal and seal a server.",
        new OperatorInit(context),
        new OperatorUnseal(context),
        new OperatorSeal(context));
  }
}
