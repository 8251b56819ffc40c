package io.azimuth.bootstrap.command.client.audit;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code azimuth audit disable}. */
@Command(name = "disable", description = "Disable an audit device; its file stays.")
final class AuditDisableCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "PATH", description = "Its name, as audit list shows it.")
  private String path = "";

  @Mixin private ClientOptions options;

  AuditDisableCommand(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    String where = MountLocation.of(path);
    ClientSession session = options.open();
    ApiCall call = ApiCall.delete("sys/audit/" + where);
    session.printer().warnings(session.send("Error disabling " + where + "/", call));
    session
        .printer()
        .done("Success! Disabled the audit device (if it was enabled) at: " + where + "/");
    return ExitCode.OK;
  }
}
