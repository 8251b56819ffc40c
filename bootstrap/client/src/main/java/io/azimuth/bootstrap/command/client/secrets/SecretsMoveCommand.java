package io.azimuth.bootstrap.command.client.secrets;

import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.mount.MountMove;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code azimuth secrets move}. */
@Command(
    name = "move",
    description = "Move a secrets engine with all its data. Policies keep naming the old path.")
final class SecretsMoveCommand implements Callable<Integer> {

  private final ClientContext context;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "Where it is.")
  private String source = "";

  @Parameters(index = "1", paramLabel = "DESTINATION", description = "Where it shall be.")
  private String destination = "";

  @Mixin private ClientOptions options;

  SecretsMoveCommand(ClientContext context) {
    this.context = context;
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    new MountMove(context, options.open())
        .run(MountLocation.of(source), MountLocation.of(destination));
    return ExitCode.OK;
  }
}
