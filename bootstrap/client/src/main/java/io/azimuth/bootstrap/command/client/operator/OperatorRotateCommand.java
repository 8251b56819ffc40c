package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code azimuth operator rotate}. */
@Command(
    name = "rotate",
    description = "Begin a new encryption key of the store; older records stay readable.")
final class OperatorRotateCommand implements Callable<Integer> {

  @Mixin private ClientOptions options;

  OperatorRotateCommand(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    ClientSession session = options.open();
    session.send("Error rotating the key", ApiCall.put("sys/rotate", Value.NULL));
    OperatorKeyStatusCommand.print(session, List.of("Success! Rotated the key.", ""));
    return ExitCode.OK;
  }
}
