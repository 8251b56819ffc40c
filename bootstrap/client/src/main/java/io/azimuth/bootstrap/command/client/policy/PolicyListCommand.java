package io.azimuth.bootstrap.command.client.policy;

import io.azimuth.bootstrap.command.client.path.ListCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code azimuth policy list}. */
@Command(name = "list", description = "List the policies.")
public final class PolicyListCommand implements Callable<Integer> {

  private final ClientContext context;

  @Mixin private ClientOptions options;

  /** Creates the command for this context. */
  public PolicyListCommand(ClientContext context) {
    this.context = context;
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    return ListCommand.list(context, options.open(), PolicyPaths.ALL, false);
  }
}
