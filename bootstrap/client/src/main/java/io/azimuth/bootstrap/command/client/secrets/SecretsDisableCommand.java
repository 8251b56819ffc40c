package io.azimuth.bootstrap.command.client.secrets;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

@Command(name = "disable", description = "Disable a secrets engine: all its secrets are gone.")
final class SecretsDisableCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "PATH", description = "Where it is.")
  private String path = "";

  SecretsDisableCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    String where = MountLocation.of(path);
    session.send("Error disabling " + where + "/", ApiCall.delete("sys/mounts/" + where));
    session
        .printer()
        .done("Success! Disabled the secrets engine (if it existed) at: " + where + "/");
    return ExitCode.OK;
  }
}
