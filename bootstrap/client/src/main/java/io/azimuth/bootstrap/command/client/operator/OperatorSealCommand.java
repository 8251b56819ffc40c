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

/** {@code azimuth operator seal}. */
@Command(name = "seal", description = "Forget the keys until the server is unsealed again.")
public final class OperatorSealCommand implements Callable<Integer> {

  @Mixin private ClientOptions options;

  /** Creates the command for this context. */
  public OperatorSealCommand(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    ClientSession session = options.open();
    session.send("Error sealing", ApiCall.put("sys/seal", Value.NULL));
    session.printer().done("Success! The server is sealed.");
    return ExitCode.OK;
  }
}
