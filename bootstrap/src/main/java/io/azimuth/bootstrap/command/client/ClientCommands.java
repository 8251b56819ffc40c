package io.azimuth.bootstrap.command.client;

import io.azimuth.bootstrap.command.LazyCommand;
import java.util.List;

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
        new LazyCommand("delete", () -> new DeleteCommand(context)));
  }
}
