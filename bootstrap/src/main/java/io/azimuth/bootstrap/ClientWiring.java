package io.azimuth.bootstrap;

import io.azimuth.bootstrap.command.LazyCommand;
import io.azimuth.bootstrap.command.client.ClientCommands;
import io.azimuth.bootstrap.command.client.azure.LoginCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.snapshot.SnapshotCommands;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The commands that speak to a server, and those for backups. Only the login knows Azure. */
public final class ClientWiring {

  private ClientWiring() {}

  /** All commands of the client, in this process. */
  public static List<LazyCommand> commands(ClientContext context) {
    List<LazyCommand> commands = new ArrayList<>();
    commands.add(new LazyCommand("login", () -> new LoginCommand(context)));
    commands.addAll(ClientCommands.of(context));
    commands.add(SnapshotCommands.of(context, Clock.systemUTC()));
    return commands;
  }
}
