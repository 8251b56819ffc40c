package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.OutputFormat;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.domain.secret.SecretText;
import picocli.CommandLine.Option;

/** The options that decide whether a login's token is stored or printed. */
final class LoginOutputOptions {

  @Option(names = "--no-store", description = "Do not keep the token.")
  private boolean notKept;

  @Option(names = "--no-print", description = "Do not print the token.")
  private boolean notPrinted;

  @Option(
      names = "--token-only",
      description = "Print the token and nothing else, and do not keep it.")
  private boolean alone;

  /** Whether only the token is to be printed. */
  boolean isAlone() {
    return alone;
  }

  /** Whether the token is stored. */
  boolean isKept() {
    return !notKept && !alone;
  }

  /** Stores the token, with a key that the session shows, unless an option forbids it. */
  void store(ClientSession session, SecretText token) {
    if (isKept()) {
      session.keep(token);
    }
  }

  /** Stores the token and prints the response, after this sentence. */
  void finish(
      ClientContext context,
      ClientSession session,
      String success,
      ApiReply reply,
      SecretText token) {
    store(session, token);
    if (alone) {
      context.console().out().println(token.expose());
      return;
    }
    if (!notKept) {
      warnOfPrecedence(context, session);
    }
    if (notPrinted) {
      return;
    }
    if (session.printer().format() == OutputFormat.TABLE) {
      introduce(context, success);
    }
    session.printer().reply(reply);
  }

  private void introduce(ClientContext context, String success) {
    context.console().out().println(success);
    context
        .console()
        .out()
        .println(
            notKept
                ? "The token was not kept: set AZIMUTH_TOKEN to use it."
                : "The token is kept: later commands use it without a further login.");
    context.console().out().println();
  }

  private static void warnOfPrecedence(ClientContext context, ClientSession session) {
    context
        .variables()
        .nameOf("TOKEN")
        .ifPresent(
            name ->
                session
                    .printer()
                    .warning(
                        name
                            + " is set and wins over the token that was kept; unset it to use that"));
  }
}
