package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

@Command(
    name = "reload",
    description = {
      "Read TLS files, log level and acknowledgements again and open audit files anew, as SIGHUP",
      "does."
    })
final class OperatorReloadCommand extends ClientCommand {

  OperatorReloadCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    session.send("Error reloading", ApiCall.put("sys/config/reload", Value.NULL));
    session.printer().done("Success! The server has reloaded.");
    return ExitCode.OK;
  }
}
