package io.azimuth.bootstrap.agent.listener;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.azimuth.bootstrap.agent.AgentStatus;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ClientSettings;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Forwards requests to the server, with the token of the agent where that is wanted. */
public final class TokenForward {

  private static final String TOKEN = "X-Vault-Token";
  private static final String AUTHORIZATION = "Authorization";
  private static final String NAMESPACE = "X-Vault-Namespace";
  private static final String BEARER = "bearer ";
  private static final int FORBIDDEN = 403;

  /** How long an answer may take at most, as {@link AgentListener} tells the JDK's server. */
  static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);

  private final ClientSettings settings;
  private final AgentStatus status;
  private final Runnable tokenRefused;
  private final Duration longestAnswer;
  private final BodyBudget bodies = new BodyBudget(BodyBudget.ALL_BODIES);
  private final io.azimuth.bootstrap.client.HttpExchange http;

  /**
   * Forwards to the server of these settings.
   *
   * @param tokenRefused runs when the server answers 403 to a request with the agent's token
   */
  public TokenForward(ClientSettings settings, AgentStatus status, Runnable tokenRefused) {
    this(settings, status, tokenRefused, LONGEST_ANSWER);
  }

  /** Forwards as the other constructor says, and breaks off answers that take longer. */
  public TokenForward(
      ClientSettings settings, AgentStatus status, Runnable tokenRefused, Duration longestAnswer) {
    this.settings = settings;
    this.status = status;
    this.tokenRefused = tokenRefused;
    this.longestAnswer = longestAnswer;
    // Answers pass through and are not held, so there is no limit for them.
    this.http = io.azimuth.bootstrap.client.HttpExchange.of(settings, 0);
  }

  /**
   * Answers with what the server answers.
   *
   * @throws RefusedRequest if the request cannot be forwarded
   * @throws IOException if the connection of the caller or the answer of the server breaks off
   */
  void answer(HttpExchange exchange, AutoAuthToken use) throws IOException {
    Optional<SecretText> token = token(exchange.getRequestHeaders(), use);
    // The request and its body live as long as the response.
    try (HeldBody body = bodies.read(exchange)) {
      HttpResponse<InputStream> response = send(exchange, token, body);
      if (response.statusCode() == FORBIDDEN && token.isPresent() && token.equals(status.token())) {
        tokenRefused.run();
      }
      pass(exchange, response);
    }
  }

  private Optional<SecretText> token(Headers asked, AutoAuthToken use) {
    if (use == AutoAuthToken.NEVER || (use == AutoAuthToken.WHEN_MISSING && hasToken(asked))) {
      return Optional.empty();
    }
    return Optional.of(
        status.token().orElseThrow(() -> new RefusedRequest(503, "the agent has no valid token")));
  }

  private static boolean hasToken(Headers asked) {
    String own = asked.getFirst(TOKEN);
    String authorization = asked.getFirst(AUTHORIZATION);
    return (own != null && !own.isBlank())
        || (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER));
  }

  private HttpResponse<InputStream> send(
      HttpExchange exchange, Optional<SecretText> token, HeldBody body) {
    try {
      return http.start(request(exchange, token, body));
    } catch (IllegalArgumentException e) {
      throw new RefusedRequest(400, "the request cannot be forwarded");
    } catch (ClientException e) {
      throw new RefusedRequest(502, e.sentence());
    }
  }

  private HttpRequest request(HttpExchange exchange, Optional<SecretText> token, HeldBody body) {
    URI asked = exchange.getRequestURI();
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.address() + asked.getRawPath() + query))
            .timeout(settings.timeout())
            .header("X-Vault-Request", "true")
            .method(exchange.getRequestMethod(), body.publisher());
    Headers headers = exchange.getRequestHeaders();
    ForwardedHeaders.each(
        headers,
        token.isPresent() ? Set.of(TOKEN, AUTHORIZATION) : Set.of(),
        (name, value) -> request.header(name, value));
    token.ifPresent(it -> request.header(TOKEN, it.expose()));
    if (!headers.containsKey(NAMESPACE)) {
      settings.namespace().ifPresent(name -> request.header(NAMESPACE, name));
    }
    return request.build();
  }

  // An answer that breaks off must not look whole: the exception closes the connection.
  private void pass(HttpExchange exchange, HttpResponse<InputStream> response) throws IOException {
    try (InputStream in = response.body()) {
      ForwardedHeaders.each(response.headers().map(), Set.of(), exchange.getResponseHeaders()::add);
      boolean empty =
          "HEAD".equals(exchange.getRequestMethod())
              || response.statusCode() == 204
              || response.statusCode() == 304;
      exchange.sendResponseHeaders(response.statusCode(), empty ? -1 : length(response));
      if (!empty) {
        transfer(in, exchange.getResponseBody());
      }
      exchange.close();
    }
  }

  // A server that falls silent within an answer must not keep a thread of the listener.
  private void transfer(InputStream in, OutputStream out) throws IOException {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    CompletableFuture<Boolean> unused =
        ended
            .orTimeout(longestAnswer.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((inTime, late) -> breakOff(in, late != null));
    boolean inTime;
    try {
      in.transferTo(out);
    } finally {
      inTime = ended.complete(true);
    }
    if (!inTime) {
      throw new IOException("the answer of the server took too long");
    }
  }

  private static void breakOff(InputStream in, boolean isLate) {
    if (isLate) {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** As the JDK's server counts: 0 is a length that is not known, -1 no body. */
  private static long length(HttpResponse<?> response) {
    long length = response.headers().firstValueAsLong("Content-Length").orElse(0);
    return length == 0 && response.headers().firstValue("Content-Length").isPresent() ? -1 : length;
  }
}
