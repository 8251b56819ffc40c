package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.path.PathHelpCommand;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "help", description = "Say what can be done at the paths of an auth method.")
final class AuthHelpCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "PATH", description = "Where it is, below auth/.")
  private String path = "";

  AuthHelpCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    return PathHelpCommand.show(context, session, "auth/" + MountLocation.belowAuth(path) + "/");
  }
}
