package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

@Command(
    name = "enable-versioning",
    description = "Give a mount without versions versions. This cannot be undone.")
final class KvEnableVersioningCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "MOUNT", description = "Such as secret.")
  private String mount = "";

  KvEnableVersioningCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    String where = mount.replaceAll("^/+|/+$", "");
    Value body =
        Value.Obj.builder().put("options", Value.Obj.builder().put("version", "2").build()).build();
    ApiCall call = ApiCall.post("sys/mounts/" + where + "/tune", body);
    session.printer().warnings(session.send("Error tuning " + where, call));
    session.printer().done("Success! Tuned the secrets engine at: " + where + "/");
    return ExitCode.OK;
  }
}
