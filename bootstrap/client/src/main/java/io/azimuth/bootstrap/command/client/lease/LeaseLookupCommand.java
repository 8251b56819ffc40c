package io.azimuth.bootstrap.command.client.lease;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.spi.api.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "lookup", description = "Show a lease.")
final class LeaseLookupCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "LEASE", description = "Its id.")
  private String id = "";

  @Mixin private FieldOption field = new FieldOption();

  LeaseLookupCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    Value body = Value.Obj.builder().put("lease_id", id).build();
    field.print(
        session.printer(),
        session.send("Error looking up the lease", ApiCall.put("sys/leases/lookup", body)));
    return ExitCode.OK;
  }
}
