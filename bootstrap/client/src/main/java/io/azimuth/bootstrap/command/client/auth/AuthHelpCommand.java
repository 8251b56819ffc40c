package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.path.PathHelpCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code azimuth auth help}. */
@Command(name = "help", description = "Say what can be done at the paths of an auth method.")
final class AuthHelpCommand implements Callable<Integer> {

  private final ClientContext context;

  @Parameters(index = "0", paramLabel = "PATH", description = "Where it is, below auth/.")
  private String path = "";

  @Mixin private ClientOptions options;

  AuthHelpCommand(ClientContext context) {
    this.context = context;
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    return PathHelpCommand.show(
        context, options.open(), "auth/" + MountLocation.belowAuth(path) + "/");
  }
}
