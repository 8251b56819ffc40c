package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientExitCodes;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code azimuth status}. */
@Command(
    name = "status",
    description = "Tell whether the server is sealed, and whether it serves.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:unsealed", "1:no answer, or requests fail", "2:sealed"})
public final class StatusCommand implements Callable<Integer> {

  @Mixin private ClientOptions options;

  /** Creates the command for this context. */
  public StatusCommand(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    SealStatusReport report = SealStatusReport.fetch(options.open());
    report.print();
    if (report.isSealed()) {
      return ClientExitCodes.ABSENT;
    }
    return report.isFailing() ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
