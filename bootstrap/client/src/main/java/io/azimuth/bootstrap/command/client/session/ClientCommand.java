package io.azimuth.bootstrap.command.client.session;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that talks to one server in one session. */
public abstract class ClientCommand implements Callable<Integer> {

  /** The process around the command. */
  protected final ClientContext context;

  @Mixin private ClientOptions options;

  protected ClientCommand(ClientContext context) {
    this.context = context;
    this.options = new ClientOptions(context);
  }

  @Override
  public final Integer call() {
    return run(options.open());
  }

  /** Runs the command and returns the exit code. The session connects at the first request. */
  protected abstract int run(ClientSession session);
}
