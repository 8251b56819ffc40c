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
    description = {
      "Delete the current version of a secret, or the versions that are named.",
      "kv undelete brings them back. A mount without versions deletes for good."
    })
final class KvDeleteCommand extends ClientCommand {

  @Mixin private KvTarget target = new KvTarget();
  @Mixin private KvVersions versions = new KvVersions();

  KvDeleteCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    KvLocation location = target.locate(session);
    if (versions.areGiven()) {
      location.requireVersions("--versions");
    }
    ApiCall call =
        versions.areGiven()
            ? ApiCall.post(location.at("delete"), versions.body())
            : ApiCall.delete(location.data());
    session.printer().warnings(session.send("Error deleting " + location.data(), call));
    session.printer().done("Success! Data deleted (if it existed) at: " + location.data());
    return ExitCode.OK;
  }
}
