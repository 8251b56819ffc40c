package io.azimuth.bootstrap.command.client;

import io.azimuth.application.api.Value;
import io.azimuth.bootstrap.client.ApiCall;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code azimuth operator seal}. */
@Command(name = "seal", description = "Forget the keys until the server is unsealed again.")
final class OperatorSeal implements Callable<Integer> {

  @Mixin private ClientOptions options;

  OperatorSeal(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    Session session = options.open();
    session.send("Error sealing", ApiCall.put("sys/seal", Value.NULL));
    session.printer().done("Success! The server is sealed.");
    return ExitCode.OK;
  }
}
