package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.domain.secret.SecretText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** One key share: asked for without an echo, piped, or, with a warning, on the command line. */
final class ShareArgument {

  private final ClientContext context;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KEY",
      description =
          "The share; asked for, or read from standard input, when it is absent, so that it "
              + "stands in no history of commands.")
  private @Nullable String key;

  ShareArgument(ClientContext context) {
    this.context = context;
  }

  /**
   * The share.
   *
   * @param question what the user is asked at a terminal
   */
  SecretText read(ClientSession session, String question) {
    session.requirePrivate("the key share");
    if (key == null || key.equals("-")) {
      return context.input().secret(question);
    }
    session
        .printer()
        .warning(
            "the key share stands on the command line: the shell keeps it in its history, and"
                + " others on this machine see it in the list of processes; leave it out to be"
                + " asked for it");
    return SecretText.of(key);
  }
}
