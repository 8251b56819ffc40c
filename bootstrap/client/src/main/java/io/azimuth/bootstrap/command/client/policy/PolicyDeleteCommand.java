package io.azimuth.bootstrap.command.client.policy;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Delete a policy; tokens that name it lose what it grants.")
public final class PolicyDeleteCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "NAME", description = "The policy.")
  private String name = "";

  public PolicyDeleteCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    session.send("Error deleting policy " + name, ApiCall.delete(PolicyPaths.path(name)));
    session.printer().done("Success! Policy deleted (if it existed): " + name);
    return ExitCode.OK;
  }
}
