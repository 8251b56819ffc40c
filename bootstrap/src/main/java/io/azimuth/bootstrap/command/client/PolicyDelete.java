package io.azimuth.bootstrap.command.client;

import io.azimuth.bootstrap.client.ApiCall;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code azimuth policy delete}. */
@Command(name = "delete", description = "Delete a policy; tokens that name it lose what it grants.")
final class PolicyDelete implements Callable<Integer> {

  @Mixin private ClientOptions options;

  @Parameters(index = "0", paramLabel = "NAME", description = "The policy.")
  private String name = "";

  PolicyDelete(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    Session session = options.open();
    session.send("Error deleting policy " + name, ApiCall.delete(Policies.path(name)));
    session.printer().done("Success! Policy deleted (if it existed): " + name);
    return ExitCode.OK;
  }
}
