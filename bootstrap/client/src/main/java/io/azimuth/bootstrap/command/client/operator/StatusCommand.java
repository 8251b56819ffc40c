package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientExitCodes;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

@Command(
    name = "status",
    description = "Tell whether the server is sealed, and whether it serves.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:unsealed", "1:no answer, or requests fail", "2:sealed"})
public final class StatusCommand extends ClientCommand {

  public StatusCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    SealStatusReport report = SealStatusReport.fetch(session);
    report.print();
    if (report.isSealed()) {
      return ClientExitCodes.ABSENT;
    }
    return report.isFailing() ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
