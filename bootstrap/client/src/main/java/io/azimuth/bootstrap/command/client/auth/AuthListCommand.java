package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.mount.MountListing;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List the auth methods.")
final class AuthListCommand extends ClientCommand {

  @Option(names = "--detailed", description = "Show lifetimes, options and ids, too.")
  private boolean detailed;

  AuthListCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    ApiReply reply = session.send("Error listing auth methods", ApiCall.get("sys/auth"));
    MountListing.print(session.printer(), reply, detailed);
    return ExitCode.OK;
  }
}
