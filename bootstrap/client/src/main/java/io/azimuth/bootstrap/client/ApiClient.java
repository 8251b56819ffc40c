package io.azimuth.bootstrap.client;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sends requests to one server. Thread-safe. */
public final class ApiClient {

  private static final int MAX_ANSWER = 64 << 20;

  /** The extra time that a server may need to prepare a long response. */
  private static final Duration PREPARATION = Duration.ofMinutes(2);

  /** For the transfer of a long file and what the server does with it. */
  private static final Duration LONGEST_UPLOAD = Duration.ofHours(1);

  private final ClientSettings settings;
  private final HttpExchange http;
  private final Sleeper pause;

  private ApiClient(ClientSettings settings, HttpExchange http, Sleeper pause) {
    this.settings = settings;
    this.http = http;
    this.pause = pause;
  }

  /** Creates a client. It connects at the first request. */
  public static ApiClient of(ClientSettings settings, Sleeper pause) {
    return new ApiClient(settings, HttpExchange.of(settings, MAX_ANSWER), pause);
  }

  public ClientSettings settings() {
    return settings;
  }

  /**
   * Sends the request and returns the response with any status. Sends it again if the server is
   * busy and answers how long to wait.
   *
   * @throws ClientException if no response arrives
   */
  public ApiReply send(ApiCall call, Optional<SecretText> token) {
    HttpRequest request = request(call, token, settings.timeout());
    for (int attempt = 0; ; attempt++) {
      ApiReply reply = reply(http.send(request));
      if (attempt >= settings.retries() || !isBusy(reply)) {
        return reply;
      }
      waitFor(reply.retryAfter().orElseThrow());
    }
  }

  /**
   * Sends the request and returns the response if it is a success or a 404.
   *
   * @throws ClientException naming the request, the status and the errors
   */
  public ApiReply sendExpectingSuccess(ApiCall call, Optional<SecretText> token) {
    ApiReply reply = send(call, token);
    if (!reply.isSuccess() && !(reply.status() == 404 && reply.errors().isEmpty())) {
      throw refused(call, reply);
    }
    return reply;
  }

  /**
   * Sends the request and returns the body of a response that is not JSON and may be of any length.
   *
   * @return the body; the caller closes it
   * @throws ClientException naming the request, the status and the errors
   */
  public InputStream open(ApiCall call, Optional<SecretText> token) {
    Duration patience = settings.timeout().plus(PREPARATION);
    return http.open(request(call, token, patience), answer -> refused(call, reply(answer)));
  }

  /**
   * Sends a file as the body of the request and waits until the server has dealt with it. The file
   * is not sent before the server has accepted the token. Not sent again when the server is busy.
   *
   * @throws ClientException if the file cannot be read or the request fails
   */
  public void upload(ApiCall call, Path file, Optional<SecretText> token) {
    HttpRequest.BodyPublisher body;
    try {
      body = HttpRequest.BodyPublishers.ofFile(file);
    } catch (FileNotFoundException e) {
      throw new ClientException(file + " cannot be read", e);
    }
    HttpRequest request =
        builder(call, token, body, LONGEST_UPLOAD)
            .expectContinue(true)
            .header("Content-Type", "application/octet-stream")
            .build();
    ApiReply reply = reply(http.send(request));
    if (!reply.isSuccess()) {
      throw refused(call, reply);
    }
  }

  /** The exception for a response that reports an error. */
  public ClientException refused(ApiCall call, ApiReply reply) {
    String errors =
        reply.errors().isEmpty()
            ? "No errors were given."
            : reply.causes().stream()
                .map(text -> "* " + ServerSentence.of(text))
                .collect(Collectors.joining("\n"));
    return new ClientException(
        "%s.%n%nURL: %s %s%nCode: %d. Errors:%n%n%s"
            .formatted(refusal(reply.status()), call.method(), uri(call), reply.status(), errors),
        reply.status());
  }

  private static String refusal(int status) {
    return switch (status) {
      case 403 -> "the server does not allow it";
      case 404 -> "the server has nothing there";
      case 429 -> "the server takes no more requests at the moment";
      case 503 -> "the server is not ready";
      default -> status >= 500 ? "the server failed" : "the server refuses the request";
    };
  }

  // A sealed server does not answer when to try again, and waiting does not help.
  private boolean isBusy(ApiReply reply) {
    return (reply.status() == 503 || reply.status() == 429)
        && reply.retryAfter().filter(it -> it.compareTo(settings.timeout()) <= 0).isPresent();
  }

  private void waitFor(Duration duration) {
    try {
      pause.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }

  private HttpRequest request(ApiCall call, Optional<SecretText> token, Duration patience) {
    HttpRequest.BodyPublisher body =
        call.body()
            .map(value -> HttpRequest.BodyPublishers.ofString(JsonText.of(value, JsonForm.COMMAND)))
            .orElseGet(HttpRequest.BodyPublishers::noBody);
    HttpRequest.Builder request = builder(call, token, body, patience);
    call.body().ifPresent(value -> request.header("Content-Type", call.contentType()));
    return request.build();
  }

  private HttpRequest.Builder builder(
      ApiCall call, Optional<SecretText> token, HttpRequest.BodyPublisher body, Duration patience) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(call))
            .timeout(patience)
            .header("X-Vault-Request", "true")
            .method(call.method(), body);
    settings.namespace().ifPresent(name -> request.header("X-Vault-Namespace", name));
    call.wrapTtl().ifPresent(ttl -> request.header("X-Vault-Wrap-TTL", wrapTtl(ttl)));
    token.ifPresent(secret -> request.header("X-Vault-Token", headerValue(secret)));
    return request;
  }

  private static String wrapTtl(String ttl) {
    if (!ttl.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new ClientException("the time to wrap the answer for is no duration such as 5m");
    }
    return ttl;
  }

  private static String headerValue(SecretText token) {
    String text = token.expose();
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new ClientException("the token has characters that no token has");
    }
    return text;
  }

  private URI uri(ApiCall call) {
    return URI.create(settings.address() + call.target());
  }

  private static ApiReply reply(HttpExchange.Answer answer) {
    Optional<Value.Obj> body =
        ClientJson.parse(answer.body())
            .filter(Value.Obj.class::isInstance)
            .map(Value.Obj.class::cast);
    return new ApiReply(answer.status(), body, answer.retryAfter());
  }
}
