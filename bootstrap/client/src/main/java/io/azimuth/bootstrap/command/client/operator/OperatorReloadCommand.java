package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code azimuth operator reload}. */
@Command(
    name = "reload",
    description =
        "Read TLS files and the log level again and open audit files anew, as SIGHUP does.")
final class OperatorReloadCommand implements Callable<Integer> {

  @Mixin private ClientOptions options;

  OperatorReloadCommand(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    ClientSession session = options.open();
    session.send("Error reloading", ApiCall.put("sys/config/reload", Value.NULL));
    session.printer().done("Success! The server has reloaded.");
    return ExitCode.OK;
  }
}
