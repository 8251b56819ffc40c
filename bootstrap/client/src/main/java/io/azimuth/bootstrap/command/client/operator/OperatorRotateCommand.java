package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

@Command(
    name = "rotate",
    description = "Begin a new encryption key of the store; older records stay readable.")
final class OperatorRotateCommand extends ClientCommand {

  OperatorRotateCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    session.send("Error rotating the key", ApiCall.put("sys/rotate", Value.NULL));
    OperatorKeyStatusCommand.print(session, List.of("Success! Rotated the key.", ""));
    return ExitCode.OK;
  }
}
