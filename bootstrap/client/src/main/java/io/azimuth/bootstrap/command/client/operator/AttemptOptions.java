package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.Printable;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of an operation for which several people hand in shares. */
final class AttemptOptions {

  @Option(names = "--init", description = "Begin.")
  private boolean init;

  @Option(names = "--status", description = "Show how far it is.")
  private boolean status;

  @Option(names = "--cancel", description = "Give it up.")
  private boolean cancel;

  @Option(
      names = "--nonce",
      paramLabel = "NONCE",
      description = "The nonce of the attempt. Default: that of the one that is under way.")
  private @Nullable String nonce;

  /** What the command does; without one of these options it hands in a share. */
  enum Step {
    INIT,
    STATUS,
    CANCEL,
    SHARE
  }

  Step step(CommandSpec spec) {
    if ((init ? 1 : 0) + (status ? 1 : 0) + (cancel ? 1 : 0) > 1) {
      throw new ParameterException(spec.commandLine(), "give one of --init, --status and --cancel");
    }
    if (init) {
      return Step.INIT;
    }
    if (status) {
      return Step.STATUS;
    }
    return cancel ? Step.CANCEL : Step.SHARE;
  }

  /**
   * The nonce to send with a share. The one that is read from the server is shown first, so that
   * the keeper can compare it with that of the person who began.
   */
  String nonce(ClientContext context, ApiReply status, String absent) {
    String current = status.body().flatMap(body -> ApiReply.text(body, "nonce")).orElse("");
    if (nonce != null) {
      return nonce;
    }
    if (current.isEmpty()) {
      throw new ClientException(absent);
    }
    context.console().err().println("Nonce: " + Printable.of(current));
    return current;
  }
}
