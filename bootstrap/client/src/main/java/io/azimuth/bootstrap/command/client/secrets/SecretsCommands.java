package io.azimuth.bootstrap.command.client.secrets;

import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.line.CommandGroup;
import io.azimuth.bootstrap.command.line.LazyCommand;

public final class SecretsCommands {

  private SecretsCommands() {}

  public static LazyCommand of(ClientContext context) {
    return new LazyCommand(
        "secrets",
        () ->
            CommandGroup.of(
                "secrets",
                "Enable, list, tune, move and disable secrets engines.",
                new SecretsListCommand(context),
                new SecretsEnableCommand(context),
                new SecretsTuneCommand(context),
                new SecretsMoveCommand(context),
                new SecretsDisableCommand(context)));
  }
}
