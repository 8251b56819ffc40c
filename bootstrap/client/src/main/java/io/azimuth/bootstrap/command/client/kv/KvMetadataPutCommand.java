package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(
    name = "put",
    description = "Write the settings of a secret; the notes that are given replace all others.")
final class KvMetadataPutCommand extends ClientCommand {

  @Mixin private KvTarget target = new KvTarget();
  @Mixin private KvMetadataOptions settings = new KvMetadataOptions();

  KvMetadataPutCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    KvLocation location = target.locate(session);
    location.requireVersions("kv metadata");
    String where = location.metadata();
    ApiCall call = ApiCall.put(where, settings.body(List.of()));
    session.printer().warnings(session.send("Error writing " + where, call));
    session.printer().done("Success! Data written to: " + where);
    return ExitCode.OK;
  }
}
