package io.azimuth.bootstrap.command.client.audit;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

@Command(name = "disable", description = "Disable an audit device; its file stays.")
final class AuditDisableCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "PATH", description = "Its name, as audit list shows it.")
  private String path = "";

  AuditDisableCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    String where = MountLocation.of(path);
    ApiCall call = ApiCall.delete("sys/audit/" + where);
    session.printer().warnings(session.send("Error disabling " + where + "/", call));
    session
        .printer()
        .done("Success! Disabled the audit device (if it was enabled) at: " + where + "/");
    return ExitCode.OK;
  }
}
