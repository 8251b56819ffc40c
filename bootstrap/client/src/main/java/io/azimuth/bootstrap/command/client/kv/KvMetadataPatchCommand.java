package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.NotFoundExit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "patch",
    description = "Change single settings and notes of a secret. Exit code 2: there is none.")
final class KvMetadataPatchCommand extends ClientCommand {

  @Mixin private KvTarget target = new KvTarget();
  @Mixin private KvMetadataOptions settings = new KvMetadataOptions();

  @Option(
      names = "--remove-custom-metadata",
      split = ",",
      paramLabel = "KEY",
      description = "Remove this note; may come several times.")
  private List<String> removed = List.of();

  KvMetadataPatchCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    KvLocation location = target.locate(session);
    location.requireVersions("kv metadata");
    String where = location.metadata();
    ApiCall call = ApiCall.patch(where, settings.body(removed));
    ApiReply reply = session.send("Error writing " + where, call);
    if (!reply.isSuccess()) {
      return NotFoundExit.report(context, session, "No value found at " + where);
    }
    session.printer().warnings(reply);
    session.printer().done("Success! Data written to: " + where);
    return ExitCode.OK;
  }
}
