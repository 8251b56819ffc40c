package io.azimuth.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Sets a server up over its API, with one token. */
final class JsonCalls {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PAUSE_MILLIS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final String origin;
  private final String token;

  private JsonCalls(HttpClient http, String origin, String token) {
    this.http = http;
    this.origin = origin;
    this.token = token;
  }

  /** Calls without a token. */
  static JsonCalls to(InetSocketAddress server) {
    return new JsonCalls(
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
        "http://127.0.0.1:" + server.getPort(),
        "");
  }

  /** The same with TLS. */
  static JsonCalls secured(InetSocketAddress server, SSLContext client) {
    return new JsonCalls(
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(client).build(),
        "https://127.0.0.1:" + server.getPort(),
        "");
  }

  JsonCalls as(String otherToken) {
    return new JsonCalls(http, origin, otherToken);
  }

  String token() {
    return token;
  }

  /** Writes a body. */
  JsonNode write(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return call("PUT", path, JSON.writeValueAsString(body));
  }

  /** Writes a body, again and again while the server is not ready for it, for half a minute. */
  JsonNode writeWhenReady(String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return write(path, body);
      } catch (IOException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  JsonNode list(String path) throws IOException, InterruptedException {
    return call("LIST", path, "");
  }

  JsonNode read(String path) throws IOException, InterruptedException {
    return call("GET", path, "");
  }

  /** Reads an answer of any size and drops it; returns its bytes. */
  long download(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri(path)).header("X-Vault-Token", token).build();
    HttpResponse<InputStream> answer =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      long bytes = body.transferTo(OutputStream.nullOutputStream());
      if (answer.statusCode() != 200) {
        throw new IOException(path + " answered " + answer.statusCode());
      }
      return bytes;
    }
  }

  private URI uri(String path) {
    return URI.create(origin + "/v1/" + path);
  }

  /**
   * The answer; missing when there is none.
   *
   * @throws IOException when the server refuses
   */
  private JsonNode call(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("X-Vault-Token", token);
    }
    HttpResponse<String> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() >= 300) {
      throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
    }
    return answer.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(answer.body());
  }
}
