package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.line.CommandGroup;
import io.azimuth.bootstrap.command.line.LazyCommand;

public final class AuthCommands {

  private AuthCommands() {}

  public static LazyCommand of(ClientContext context) {
    return new LazyCommand(
        "auth",
        () ->
            CommandGroup.of(
                "auth",
                "Enable, list, tune, move and disable auth methods.",
                new AuthListCommand(context),
                new AuthEnableCommand(context),
                new AuthTuneCommand(context),
                new AuthMoveCommand(context),
                new AuthDisableCommand(context),
                new AuthHelpCommand(context)));
  }
}
