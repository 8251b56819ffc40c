package io.azimuth.bootstrap.command.client.session;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiClient;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.bootstrap.client.token.TokenStore;
import io.azimuth.bootstrap.client.token.TokenStores;
import io.azimuth.domain.secret.SecretText;
import java.io.InputStream;
import java.util.Optional;

/** One command's dealings with the server. */
public final class ClientSession {

  private final ClientContext context;
  private final ApiClient client;
  private final Printer printer;
  private boolean warned;

  ClientSession(ClientContext context, ApiClient client, Printer printer) {
    this.context = context;
    this.client = client;
    this.printer = printer;
  }

  /** Prints answers. */
  public Printer printer() {
    return printer;
  }

  /** Where tokens are kept. */
  public TokenStore store() {
    return TokenStores.of(context.environment());
  }

  /**
   * Sends a request with the token of the environment, else the one that is kept.
   *
   * @param what begins the error, such as {@code Error reading x}
   * @throws ClientException when it fails; a 404 without errors is an answer
   */
  public ApiReply send(String what, ApiCall call) {
    Optional<SecretText> token = token();
    if (token.isPresent()) {
      warnOfExposure("the token");
    }
    return sendAs(what, call, token);
  }

  /** The same for an answer that is no JSON and may be of any length; its body is to be closed. */
  public InputStream open(String what, ApiCall call) {
    warnOfExposure("the token");
    try {
      return client.open(call, token());
    } catch (ClientException e) {
      throw e.of(what);
    }
  }

  /** The same without a token, for what needs none. */
  public ApiReply sendAnonymously(String what, ApiCall call) {
    return sendAs(what, call, Optional.empty());
  }

  /** The same with that token. */
  public ApiReply sendAs(String what, ApiCall call, Optional<SecretText> token) {
    try {
      return client.sendExpectingSuccess(call, token);
    } catch (ClientException e) {
      throw e.of(what);
    }
  }

  /** Says once that what is sent can be read on its way, if that is so. */
  public void warnOfExposure(String what) {
    if (client.settings().isExposed() && !warned) {
      warned = true;
      printer.warning(
          "%s goes to %s over plain HTTP, where others can read it"
              .formatted(what, client.settings().address().getHost()));
    }
  }

  private Optional<SecretText> token() {
    Optional<SecretText> given = context.variables().get("TOKEN").map(SecretText::of);
    return given.isPresent() ? given : kept();
  }

  // A user without a home has no kept token; a server may well answer without one.
  private Optional<SecretText> kept() {
    boolean homeless = context.environment().firstOf("HOME", "USERPROFILE").isEmpty();
    return homeless ? Optional.empty() : store().read();
  }
}
