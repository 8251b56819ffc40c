package io.azimuth.bootstrap.command.client.policy;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.Printable;
import io.azimuth.bootstrap.client.output.OutputFormat;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.NotFoundExit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

@Command(name = "read", description = "Print a policy. Exit code 2: there is none of that name.")
public final class PolicyReadCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "NAME", description = "The policy.")
  private String name = "";

  public PolicyReadCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    ApiReply reply =
        session.send("Error reading policy " + name, ApiCall.get(PolicyPaths.path(name)));
    if (!reply.isSuccess()) {
      return NotFoundExit.report(context, session, "No policy named: " + name);
    }
    if (session.printer().format() == OutputFormat.TABLE) {
      context
          .console()
          .out()
          .println(Printable.of(ApiReply.text(reply.data(), "policy").orElse("").stripTrailing()));
    } else {
      session.printer().reply(reply);
    }
    return ExitCode.OK;
  }
}
