package io.azimuth.bootstrap.command.client.policy;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code azimuth policy delete}. */
@Command(name = "delete", description = "Delete a policy; tokens that name it lose what it grants.")
public final class PolicyDeleteCommand implements Callable<Integer> {

  @Mixin private ClientOptions options;

  @Parameters(index = "0", paramLabel = "NAME", description = "The policy.")
  private String name = "";

  /** Creates the command for this context. */
  public PolicyDeleteCommand(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    ClientSession session = options.open();
    session.send("Error deleting policy " + name, ApiCall.delete(PolicyPaths.path(name)));
    session.printer().done("Success! Policy deleted (if it existed): " + name);
    return ExitCode.OK;
  }
}
