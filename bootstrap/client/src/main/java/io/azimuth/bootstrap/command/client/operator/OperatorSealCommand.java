package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

@Command(name = "seal", description = "Forget the keys until the server is unsealed again.")
public final class OperatorSealCommand extends ClientCommand {

  public OperatorSealCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    session.send("Error sealing", ApiCall.put("sys/seal", Value.NULL));
    session.printer().done("Success! The server is sealed.");
    return ExitCode.OK;
  }
}
