package io.azimuth.bootstrap.command.client.lease;

import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.line.CommandGroup;
import io.azimuth.bootstrap.command.line.LazyCommand;

public final class LeaseCommands {

  private LeaseCommands() {}

  public static LazyCommand of(ClientContext context) {
    return new LazyCommand(
        "lease",
        () ->
            CommandGroup.of(
                "lease",
                "Look leases up, renew and revoke them.",
                new LeaseLookupCommand(context),
                new LeaseRenewCommand(context),
                new LeaseRevokeCommand(context)));
  }
}
