package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.mount.MountMove;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

@Command(
    name = "move",
    description = {
      "Move an auth method with configuration and roles. The tokens that it issued are revoked,",
      "and policies keep naming the old path."
    })
final class AuthMoveCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "SOURCE", description = "Where it is, below auth/.")
  private String source = "";

  @Parameters(
      index = "1",
      paramLabel = "DESTINATION",
      description = "Where it shall be, below auth/.")
  private String destination = "";

  AuthMoveCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    new MountMove(context, session)
        .run(
            "auth/" + MountLocation.belowAuth(source),
            "auth/" + MountLocation.belowAuth(destination));
    return ExitCode.OK;
  }
}
