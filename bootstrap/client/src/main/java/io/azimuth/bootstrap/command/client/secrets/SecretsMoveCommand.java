package io.azimuth.bootstrap.command.client.secrets;

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
    description = "Move a secrets engine with all its data. Policies keep naming the old path.")
final class SecretsMoveCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "SOURCE", description = "Where it is.")
  private String source = "";

  @Parameters(index = "1", paramLabel = "DESTINATION", description = "Where it shall be.")
  private String destination = "";

  SecretsMoveCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    new MountMove(context, session).run(MountLocation.of(source), MountLocation.of(destination));
    return ExitCode.OK;
  }
}
