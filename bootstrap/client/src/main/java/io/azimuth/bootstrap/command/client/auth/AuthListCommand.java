package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.mount.MountListing;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azimuth auth list}. */
@Command(name = "list", description = "List the auth methods.")
final class AuthListCommand implements Callable<Integer> {

  @Option(names = "--detailed", description = "Show lifetimes, options and ids, too.")
  private boolean detailed;

  @Mixin private ClientOptions options;

  AuthListCommand(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    ClientSession session = options.open();
    ApiReply reply = session.send("Error listing auth methods", ApiCall.get("sys/auth"));
    MountListing.print(session.printer(), reply, detailed);
    return ExitCode.OK;
  }
}
