package io.azimuth.bootstrap.command.client.lease;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.spi.api.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "renew",
    description = "Renew a lease. The lease of a token is renewed with azimuth token renew.")
final class LeaseRenewCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "LEASE", description = "Its id.")
  private String id = "";

  @Option(
      names = "--increment",
      paramLabel = "DURATION",
      description = "How long it shall last from now.")
  private @Nullable String increment;

  @Mixin private FieldOption field = new FieldOption();

  LeaseRenewCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    Value.Builder body = Value.Obj.builder().put("lease_id", id);
    body.putIfPresent("increment", Optional.ofNullable(increment));
    field.print(
        session.printer(),
        session.send("Error renewing the lease", ApiCall.put("sys/leases/renew", body.build())));
    return ExitCode.OK;
  }
}
