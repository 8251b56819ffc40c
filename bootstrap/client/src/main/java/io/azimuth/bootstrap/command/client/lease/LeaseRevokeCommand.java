package io.azimuth.bootstrap.command.client.lease;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "revoke", description = "Revoke a lease, or all leases below a prefix.")
final class LeaseRevokeCommand extends ClientCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "LEASE",
      description = "Its id; with --prefix the beginning of ids, such as auth/azure/login.")
  private String id = "";

  @Option(names = "--prefix", description = "Revoke all leases below LEASE; needs sudo.")
  private boolean prefix;

  @Option(
      names = "--force",
      description = "With --prefix: also where another system cannot revoke.")
  private boolean force;

  @Option(names = "--sync", description = "Answer when all is done.")
  private boolean sync;

  LeaseRevokeCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    if (force && !prefix) {
      throw new ParameterException(spec.commandLine(), "--force goes with --prefix");
    }
    session.printer().warnings(session.send("Error revoking " + id, request()));
    session.printer().done(sentence());
    return ExitCode.OK;
  }

  private ApiCall request() {
    String bare = id.replaceAll("^/+|/+$", "");
    Value.Builder body = Value.Obj.builder();
    if (force) {
      return ApiCall.put("sys/leases/revoke-force/" + bare, Value.NULL);
    }
    body.put("sync", sync);
    return prefix
        ? ApiCall.put("sys/leases/revoke-prefix/" + bare, body.build())
        : ApiCall.put("sys/leases/revoke", body.put("lease_id", id).build());
  }

  private String sentence() {
    return "Success! Revoked " + (prefix ? "all leases below " : "the lease (if it existed) ") + id;
  }
}
