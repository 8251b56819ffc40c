package io.azimuth.bootstrap.command.client;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code azimuth policy list}. */
@Command(name = "list", description = "List the policies.")
final class PolicyList implements Callable<Integer> {

  private final ClientContext context;

  @Mixin private ClientOptions options;

  PolicyList(ClientContext context) {
    this.context = context;
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    return ListCommand.list(context, options.open(), Policies.ALL);
  }
}
