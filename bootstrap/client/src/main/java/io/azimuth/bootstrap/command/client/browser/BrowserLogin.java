package io.azimuth.bootstrap.command.client.browser;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.Loopback;
import io.azimuth.bootstrap.client.browser.LoopbackPage;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The login of a person at the identity provider of a mount: the browser returns to a page of this
 * machine, or the person types a code anywhere. Everything for the person goes to standard error.
 */
public final class BrowserLogin {

  private static final String ERROR = "Error logging in";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration SLOWER = Duration.ofSeconds(5);
  private static final int NONCE_LENGTH = 43;

  /** A server or a provider that is busy or away for a moment (RFC 8628, section 3.5). */
  private static final Set<Integer> PASSING = Set.of(429, 502, 503);

  private final ClientContext context;
  private final ClientSession session;
  private final BrowserLoginOptions options;
  private final String clientNonce;

  public BrowserLogin(
      ClientContext context,
      ClientSession session,
      BrowserLoginOptions options,
      SecretGenerator secrets) {
    this.context = context;
    this.session = session;
    this.options = options;
    this.clientNonce = secrets.base62(NONCE_LENGTH);
  }

  /**
   * Logs in and returns the answer of the server.
   *
   * @param mount the path of the auth method, with a slash at its end
   * @param role the role; empty: the default role of the mount
   * @param wrapping what the last request is made of
   * @throws ClientException when the login is refused, or not done in time
   */
  public ApiReply run(String mount, String role, UnaryOperator<ApiCall> wrapping) {
    session.requirePrivate("the login");
    try (LoopbackPage page = LoopbackPage.at(options.port())) {
      Value.Obj begun = begin(mount, role, page.address());
      URI address = address(begun);
      Optional<String> typed = ApiReply.text(begun, "state");
      if (typed.isPresent()) {
        show(address, ApiReply.text(begun, "user_code"));
        return poll(mount, typed.get(), interval(begun), wrapping);
      }
      String state =
          parameter(address, "state")
              .orElseThrow(() -> new ClientException(ERROR + ": the address has no state"));
      page.expect(state);
      show(address, Optional.empty());
      return end(mount, state, page.await(PATIENCE), wrapping);
    }
  }

  private Value.Obj begin(String mount, String role, String redirect) {
    Value.Builder body =
        Value.Obj.builder().put("redirect_uri", redirect).put("client_nonce", clientNonce);
    if (!role.isEmpty()) {
      body.put("role", role);
    }
    return session
        .sendAnonymously(ERROR, ApiCall.put(mount + "oidc/auth_url", body.build()))
        .data();
  }

  // Whatever a server sends, only pages of the web are opened.
  private static URI address(Value.Obj begun) {
    String text = ApiReply.text(begun, "auth_url").orElse("");
    try {
      URI address = new URI(text);
      boolean good =
          address.getHost() != null
              && ("https".equals(address.getScheme())
                  || ("http".equals(address.getScheme()) && Loopback.names(address.getHost())));
      if (good) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw new ClientException(ERROR + ": the server sent no https address to log in at", e);
    }
    throw new ClientException(
        ERROR
            + ": the server sent no https address to log in at"
            + (text.isEmpty() ? "; does the role allow http://localhost:PORT/oidc/callback?" : ""));
  }

  private void show(URI address, Optional<String> code) {
    var err = context.console().err();
    err.println("Log in with your browser at:");
    err.println();
    err.println("    " + address.toASCIIString()); // no character that turns the line around
    err.println();
    code.filter(it -> !it.isEmpty())
        .ifPresent(it -> err.println("and type the code " + Quoted.escape(it)));
    if (options.isOpened() && !context.browser().open(address)) {
      err.println("No browser can be opened here: open the address yourself.");
    }
    err.println("Waiting for the login ...");
    err.flush();
  }

  private ApiReply end(
      String mount, String state, Map<String, String> brought, UnaryOperator<ApiCall> wrapping) {
    Value.Builder body = Value.Obj.builder().put("state", state).put("client_nonce", clientNonce);
    for (String name : List.of("code", "iss", "error", "error_description")) {
      Optional.ofNullable(brought.get(name)).ifPresent(value -> body.put(name, value));
    }
    return session.sendAnonymously(
        ERROR, wrapping.apply(ApiCall.put(mount + "oidc/callback", body.build())));
  }

  private ApiReply poll(
      String mount, String state, Duration first, UnaryOperator<ApiCall> wrapping) {
    ApiCall call =
        wrapping.apply(
            ApiCall.put(
                mount + "oidc/poll",
                Value.Obj.builder().put("state", state).put("client_nonce", clientNonce).build()));
    Duration interval = first;
    Duration waited = Duration.ZERO;
    Optional<ApiReply> away = Optional.empty();
    while (waited.compareTo(PATIENCE) < 0) {
      pause(interval);
      waited = waited.plus(interval);
      ApiReply reply = session.attempt(ERROR, call);
      if (reply.isSuccess()) {
        return reply;
      }
      away = Optional.of(reply).filter(it -> PASSING.contains(it.status()));
      if (away.isPresent() || reply.errors().contains("slow_down")) {
        interval = interval.plus(SLOWER);
      } else if (!reply.errors().contains("authorization_pending")) {
        throw session.refused(ERROR, call, reply);
      }
    }
    if (away.isPresent()) {
      throw session.refused(ERROR, call, away.get());
    }
    throw new ClientException(
        ERROR + ": nobody typed the code within " + PATIENCE.toSeconds() + " s");
  }

  private void pause(Duration interval) {
    try {
      context.pause().sleep(interval);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }

  private static Duration interval(Value.Obj begun) {
    return ApiReply.text(begun, "poll_interval")
        .filter(it -> it.matches("[1-9][0-9]?"))
        .map(it -> Duration.ofSeconds(Long.parseLong(it)))
        .orElse(SLOWER);
  }

  private static Optional<String> parameter(URI address, String name) {
    String query = address.getRawQuery() == null ? "" : address.getRawQuery();
    return Stream.of(query.split("&", -1))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
        .findFirst();
  }
}
