package io.azimuth.bootstrap.command.client.session;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiClient;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ClientSettings;
import io.azimuth.bootstrap.client.PolicyWantedException;
import io.azimuth.bootstrap.client.key.ClientKey;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.bootstrap.client.token.KeyFile;
import io.azimuth.bootstrap.client.token.TokenStores;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The requests of one command to the server, with their token and output. */
public final class ClientSession {

  private final ClientContext context;
  private final ApiClient client;
  private final Printer printer;
  private final boolean outputPolicy;
  private final TokenConnections connections;
  private boolean warned;
  private boolean read;
  private Optional<SecretText> token = Optional.empty();

  /**
   * Creates a session.
   *
   * @param outputPolicy whether the first request that needs a policy ends the command with it
   */
  ClientSession(ClientContext context, ApiClient client, Printer printer, boolean outputPolicy) {
    this.context = context;
    this.client = client;
    this.printer = printer;
    this.outputPolicy = outputPolicy;
    this.connections =
        new TokenConnections(context, client, client.settings().tls().shown().isPresent());
  }

  public Printer printer() {
    return printer;
  }

  /** Where the server is and how this session connects to it. */
  public ClientSettings settings() {
    return client.settings();
  }

  /** The client for requests that a session has no method for, with this token. */
  public ApiClient client(Optional<SecretText> with) {
    return with.map(connections::of).orElse(client);
  }

  /** A session with another server, which prints to the same place. */
  public ClientSession at(ClientSettings other) {
    return new ClientSession(context, ApiClient.of(other, context.pause()), printer, outputPolicy);
  }

  /**
   * A session with the same server whose connections show the certificate of this key.
   *
   * @throws ClientException if there is no TLS, without which nothing is shown
   */
  public ClientSession showing(ClientKey key) {
    if (!client.settings().isOverTls()) {
      throw new ClientException(
          "a token can only be bound to a key over TLS: the address of the server must begin with"
              + " https://");
    }
    return at(client.settings().showing(key));
  }

  /**
   * Keeps a token for later commands, and the key to which it is bound when this session shows that
   * key. The key of the token before is deleted.
   */
  public void keep(SecretText fresh) {
    KeyFile keys = TokenStores.keys(context.environment());
    Optional<ClientKey> shown = client.settings().tls().shown();
    if (shown.isPresent()) {
      keys.write(fresh, shown.get());
    }
    TokenStores.of(context.environment()).write(fresh);
    if (shown.isEmpty() && keys.of(fresh).isEmpty()) {
      keys.erase();
    }
  }

  /** Deletes the kept key of the session's token, which has ended. */
  public void forgetKey() {
    if (token().flatMap(it -> TokenStores.key(context.environment(), it)).isPresent()) {
      TokenStores.keys(context.environment()).erase();
    }
  }

  /**
   * Sends a request with the token of the environment, or else the stored one.
   *
   * @param what the beginning of the error message, such as {@code Error reading x}
   * @throws ClientException if the request fails; a 404 without errors does not count as a failure
   */
  public ApiReply send(String what, ApiCall call) {
    if (outputPolicy) {
      throw new PolicyWantedException(RequiredPolicy.of(call, help(call)));
    }
    return lookUp(what, call);
  }

  // A caller that may not read the help sees a policy without sudo.
  private Value.Obj help(ApiCall call) {
    ApiCall help = ApiCall.get(call.path()).with("help", "1");
    try {
      return client(token()).send(help, token()).body().orElse(Value.Obj.EMPTY);
    } catch (ClientException e) {
      return Value.Obj.EMPTY;
    }
  }

  /** Like {@code send}, for what a command has to know before it can make its request. */
  public ApiReply lookUp(String what, ApiCall call) {
    if (hasToken()) {
      requirePrivate("the token");
      return sendAs(what, call, token());
    }
    try {
      return sendAnonymously(what, call);
    } catch (ClientException e) {
      throw e.advisedIfForbidden(
          "No token was sent: set AZIMUTH_TOKEN, or log in with azimuth login.");
    }
  }

  /**
   * Like {@code send}, but for a response that is not JSON and may be of any length. The caller
   * closes the body.
   */
  public InputStream open(String what, ApiCall call) {
    requirePrivate("the token");
    try {
      return client(token()).open(call, token());
    } catch (ClientException e) {
      throw advised(e, token()).of(what);
    }
  }

  /** Like {@code send}, but with a file as the body, and never twice. */
  public void upload(String what, ApiCall call, Path file) {
    if (outputPolicy) {
      throw new PolicyWantedException(RequiredPolicy.of(call, help(call)));
    }
    requirePrivate("the token");
    try {
      client(token()).upload(call, file, token());
    } catch (ClientException e) {
      throw advised(e, token()).of(what);
    }
  }

  /** Like {@code send}, but without a token. */
  public ApiReply sendAnonymously(String what, ApiCall call) {
    return sendAs(what, call, Optional.empty());
  }

  /**
   * Sends a request without a token and returns the response of any status.
   *
   * @throws ClientException if no response arrives
   */
  public ApiReply attempt(String what, ApiCall call) {
    try {
      return client.send(call, Optional.empty());
    } catch (ClientException e) {
      throw e.of(what);
    }
  }

  /** The exception for a response that reports an error. */
  public ClientException refused(String what, ApiCall call, ApiReply reply) {
    return client.refused(call, reply).of(what);
  }

  public boolean hasToken() {
    return token().isPresent();
  }

  public int port() {
    URI address = client.settings().address();
    int usual = "https".equals(address.getScheme()) ? 443 : 80;
    return address.getPort() < 0 ? usual : address.getPort();
  }

  /** The secrets of the user that no text for others may contain. */
  public List<SecretText> secrets() {
    return token().map(List::of).orElse(List.of());
  }

  /** Like {@code send}, but with this token. */
  public ApiReply sendAs(String what, ApiCall call, Optional<SecretText> with) {
    try {
      return client(with).sendExpectingSuccess(call, with);
    } catch (ClientException e) {
      throw advised(e, with).of(what);
    }
  }

  private ClientException advised(ClientException failure, Optional<SecretText> with) {
    return with.map(it -> connections.advised(failure, it)).orElse(failure);
  }

  /**
   * Refuses to send a secret that can be read on the network. If the user allows that, warns once.
   *
   * @param what the secret, for the message
   * @throws ClientException when the server is another machine, without TLS, and this is not
   *     allowed
   */
  public void requirePrivate(String what) {
    if (!client.settings().isExposed()) {
      return;
    }
    String host = client.settings().address().getHost();
    if (!client.settings().allowPlainHttp()) {
      throw new ClientException(
          what
              + " would go to "
              + host
              + " over plain HTTP, where others can read it; use https://, or allow it with"
              + " --allow-plain-http or AZIMUTH_ALLOW_PLAIN_HTTP=1");
    }
    if (!warned) {
      warned = true;
      printer.warning(
          "%s goes to %s over plain HTTP, where others can read it".formatted(what, host));
    }
  }

  /** The token of the environment, or else the stored one; read once, as it may run a program. */
  public Optional<SecretText> token() {
    if (!read) {
      token = TokenStores.token(context.environment());
      read = true;
    }
    return token;
  }
}
