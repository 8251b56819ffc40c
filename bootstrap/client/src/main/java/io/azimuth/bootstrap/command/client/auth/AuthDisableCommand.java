package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

@Command(
    name = "disable",
    description = "Disable an auth method: its configuration, roles and tokens are gone.")
final class AuthDisableCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "PATH", description = "Where it is, below auth/.")
  private String path = "";

  AuthDisableCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    String where = MountLocation.belowAuth(path);
    session.send("Error disabling " + where, ApiCall.delete("sys/auth/" + where));
    session.printer().done("Success! Disabled the auth method (if it existed) at: " + where + "/");
    return ExitCode.OK;
  }
}
