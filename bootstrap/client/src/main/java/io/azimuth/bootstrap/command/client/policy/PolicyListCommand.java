package io.azimuth.bootstrap.command.client.policy;

import io.azimuth.bootstrap.command.client.path.ListCommand;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import picocli.CommandLine.Command;

@Command(name = "list", description = "List the policies.")
public final class PolicyListCommand extends ClientCommand {

  public PolicyListCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    return ListCommand.list(context, session, PolicyPaths.ALL, false);
  }
}
