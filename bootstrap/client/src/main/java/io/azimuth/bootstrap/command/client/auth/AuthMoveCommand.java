package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.mount.MountMove;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code azimuth auth move}. */
@Command(
    name = "move",
    description = {
      "Move an auth method with configuration and roles. The tokens that it issued are revoked,",
      "and policies keep naming the old path."
    })
final class AuthMoveCommand implements Callable<Integer> {

  private final ClientContext context;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "Where it is, below auth/.")
  private String source = "";

  @Parameters(
      index = "1",
      paramLabel = "DESTINATION",
      description = "Where it shall be, below auth/.")
  private String destination = "";

  @Mixin private ClientOptions options;

  AuthMoveCommand(ClientContext context) {
    this.context = context;
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    new MountMove(context, options.open())
        .run(
            "auth/" + MountLocation.belowAuth(source),
            "auth/" + MountLocation.belowAuth(destination));
    return ExitCode.OK;
  }
}
