package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(
    name = "delete",
    description = "Delete a secret with all its versions; nothing brings them back.")
final class KvMetadataDeleteCommand extends ClientCommand {

  @Mixin private KvTarget target = new KvTarget();

  KvMetadataDeleteCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    KvLocation location = target.locate(session);
    location.requireVersions("kv metadata");
    String where = location.metadata();
    session.printer().warnings(session.send("Error deleting " + where, ApiCall.delete(where)));
    session.printer().done("Success! Data deleted (if it existed) at: " + where);
    return ExitCode.OK;
  }
}
