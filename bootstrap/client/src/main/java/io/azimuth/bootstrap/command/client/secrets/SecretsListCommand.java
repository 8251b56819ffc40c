package io.azimuth.bootstrap.command.client.secrets;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.mount.MountListing;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List the secrets engines.")
final class SecretsListCommand extends ClientCommand {

  @Option(names = "--detailed", description = "Show lifetimes, options and ids, too.")
  private boolean detailed;

  SecretsListCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    ApiReply reply = session.send("Error listing secrets engines", ApiCall.get("sys/mounts"));
    MountListing.print(session.printer(), reply, detailed);
    return ExitCode.OK;
  }
}
