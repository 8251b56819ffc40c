package io.azimuth.bootstrap.command.client.policy;

import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.line.CommandGroup;
import io.azimuth.bootstrap.command.line.LazyCommand;

public final class PolicyCommands {

  private PolicyCommands() {}

  public static LazyCommand of(ClientContext context) {
    return new LazyCommand(
        "policy",
        () ->
            CommandGroup.of(
                "policy",
                "Read, write, check and explain policies.",
                new PolicyListCommand(context),
                new PolicyReadCommand(context),
                new PolicyWriteCommand(context),
                new PolicyDeleteCommand(context),
                new PolicyFmtCommand(context),
                new PolicyExplainCommand(context)));
  }
}
