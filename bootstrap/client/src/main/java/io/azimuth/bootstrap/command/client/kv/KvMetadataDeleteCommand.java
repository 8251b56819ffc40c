package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code azimuth kv metadata delete}. */
@Command(
    name = "delete",
    description = "Delete a secret with all its versions; nothing brings them back.")
final class KvMetadataDeleteCommand implements Callable<Integer> {

  @Mixin private KvTarget target = new KvTarget();
  @Mixin private ClientOptions options;

  KvMetadataDeleteCommand(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    ClientSession session = options.open();
    KvPlace place = target.locate(session);
    place.requireVersions("kv metadata");
    String where = place.metadata();
    session.printer().warnings(session.send("Error deleting " + where, ApiCall.delete(where)));
    session.printer().done("Success! Data deleted (if it existed) at: " + where);
    return ExitCode.OK;
  }
}
