package io.azimuth.bootstrap.command.client;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code azimuth status}. */
@Command(
    name = "status",
    description = "Tell whether the server is sealed.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:unsealed", "1:failed", "2:sealed"})
final class StatusCommand implements Callable<Integer> {

  @Mixin private ClientOptions options;

  StatusCommand(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    return SealStatus.fetch(options.open()).print();
  }
}
