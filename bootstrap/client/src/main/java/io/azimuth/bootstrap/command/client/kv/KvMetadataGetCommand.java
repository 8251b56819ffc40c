package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.bootstrap.command.client.session.NotFoundExit;
import io.azimuth.spi.api.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(
    name = "get",
    description = "Print all about a secret and its versions but the data. Exit code 2: none.")
final class KvMetadataGetCommand extends ClientCommand {

  @Mixin private KvTarget target = new KvTarget();
  @Mixin private FieldOption field = new FieldOption();

  KvMetadataGetCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    KvLocation location = target.locate(session);
    location.requireVersions("kv metadata");
    String where = location.metadata();
    ApiReply reply = session.send("Error reading " + where, ApiCall.get(where));
    if (!reply.isSuccess()) {
      return NotFoundExit.report(context, session, "No value found at " + where);
    }
    if (field.isGiven()) {
      field.print(session.printer(), reply);
    } else {
      session.printer().warnings(reply);
      session
          .printer()
          .print(reply.body().orElse(Value.Obj.EMPTY), KvReport.metadata(location, reply));
    }
    return ExitCode.OK;
  }
}
