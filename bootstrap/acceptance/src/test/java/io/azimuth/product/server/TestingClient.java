package io.azimuth.product.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.product.leak.SeenSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Sends requests to a server as curl does and adds nothing by itself. Immutable: {@link #as} and
 * {@link #with} return new clients.
 */
public final class TestingClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> SHARES =
      List.of("keys", "keys_base64", "recovery_keys", "recovery_keys_base64");
  private static final Duration TIMEOUT = Duration.ofSeconds(75);

  private final HttpClient http;
  private final Supplier<URI> server;
  private final SeenSecrets seen;
  private final Map<String, String> headers;

  public TestingClient(
      HttpClient http, Supplier<URI> server, SeenSecrets seen, Map<String, String> headers) {
    this.http = http;
    this.server = server;
    this.seen = seen;
    this.headers = Map.copyOf(headers);
  }

  /** The same client with this token, or without a token if it is empty. */
  public TestingClient as(String token) {
    seen.add(token);
    return with("X-Vault-Token", token);
  }

  /** The same client with this header; an empty value removes it. */
  public TestingClient with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    if (value.isEmpty()) {
      more.remove(header);
    } else {
      more.put(header, value);
    }
    return new TestingClient(http, server, seen, more);
  }

  /** Sends a read. */
  public Reply get(String path) {
    return send("GET", path, "");
  }

  /** Sends a list with the verb {@code LIST}. */
  public Reply list(String path) {
    return send("LIST", path, "");
  }

  /** Sends a delete. */
  public Reply delete(String path) {
    return send("DELETE", path, "");
  }

  /** Sends a write with parameters as JSON. */
  public Reply post(String path, Map<String, ?> parameters) {
    return send("POST", path, json(parameters));
  }

  /** Sends a write without a body. */
  public Reply post(String path) {
    return send("POST", path, "");
  }

  /** Sends a write with parameters as JSON; fails unless the answer is 200 or 204. */
  public Reply write(String path, Map<String, ?> parameters) {
    Reply reply = post(path, parameters);
    if (reply.status() != 200 && reply.status() != 204) {
      throw new AssertionError(path + " answered " + reply);
    }
    return reply;
  }

  /** Sends any request. The path is below {@code /v1/} and may have a query. */
  public Reply send(String method, String path, String body) {
    return reply(begin(method, path, body).join());
  }

  /** Starts any request and does not wait for its answer. */
  public CompletableFuture<Reply> sendLater(String method, String path, String body) {
    return begin(method, path, body).thenApply(this::reply);
  }

  private CompletableFuture<HttpResponse<String>> begin(String method, String path, String body) {
    if (path.startsWith("sys/auth/") && body.contains("\"type\":\"azure\"")) {
      AzureMethod.require();
    }
    note(path, body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.get().resolve("/v1/" + path))
            .timeout(TIMEOUT)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private Reply reply(HttpResponse<String> response) {
    Reply reply = new Reply(response.statusCode(), response.headers(), response.body());
    if (reply.text().startsWith("{")) {
      seen.add(reply.clientToken());
      seen.add(reply.wrappingToken());
      seen.add(reply.body().path("root_token").asText());
      SHARES.forEach(name -> reply.body().path(name).forEach(share -> seen.add(share.asText())));
    }
    return reply;
  }

  private void note(String path, String body) {
    if (!body.startsWith("{")) {
      return;
    }
    try {
      JsonNode sent = JSON.readTree(body);
      seen.addJwt(sent.path("jwt").asText());
      seen.addJwt(sent.path("token_reviewer_jwt").asText());
      seen.add(sent.path("client_secret").asText());
      sent.path("client_certificate")
          .asText()
          .lines()
          .filter(it -> it.length() == 64)
          .forEach(seen::add);
      seen.add(sent.path("token").asText());
      seen.add(sent.path("key").asText());
      (isKept(path) ? sent : sent.path("metadata")).forEach(this::addTexts);
    } catch (JsonProcessingException e) {
      seen.add(body); // the test sends an invalid body on purpose
    }
  }

  // Values in a secrets engine or in a wrapping: all of them are secret.
  private static boolean isKept(String path) {
    return path.startsWith("sys/wrapping/wrap") || !path.matches("(sys|auth|identity)/.*");
  }

  private void addTexts(JsonNode value) {
    if (value.isTextual()) {
      seen.add(value.asText());
    }
    value.forEach(this::addTexts);
  }

  private static String json(Map<String, ?> parameters) {
    try {
      return JSON.writeValueAsString(parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
