package io.azimuth.bootstrap.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Fetches a snapshot from a server that serves. */
public final class SnapshotDownload {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** The server copies its store before it says anything. */
  private static final Duration FIRST_BYTE = Duration.ofMinutes(3);

  private static final int MOST_OF_AN_ERROR = 64 << 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SnapshotServer server;

  /** A download that has not begun. */
  public SnapshotDownload(SnapshotServer server) {
    this.server = server;
  }

  /**
   * The bytes as they arrive; whoever asks closes them.
   *
   * @throws SnapshotFailedException when the server cannot be reached or refuses
   */
  public InputStream open() throws InterruptedException {
    try {
      HttpResponse<InputStream> response =
          client().send(request(), HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() == 200) {
        return response.body();
      }
      try (InputStream body = response.body()) {
        throw new SnapshotFailedException(
            server.address() + " answered " + response.statusCode() + errors(body));
      }
    } catch (HttpTimeoutException e) {
      throw new SnapshotFailedException(server.address() + " does not answer in time", e);
    } catch (ConnectException e) {
      throw new SnapshotFailedException(server.address() + " cannot be reached", e);
    } catch (IOException e) {
      throw new SnapshotFailedException(
          "the request to " + server.address() + " failed: " + e.getMessage(), e);
    }
  }

  private HttpClient client() throws IOException {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT);
    if (server.authorities().isPresent()) {
      client.sslContext(TrustedAuthorities.in(server.authorities().get()));
    }
    return client.build();
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(server.snapshot())
        .timeout(FIRST_BYTE)
        .header("X-Vault-Token", server.token().expose())
        .header("X-Vault-Request", "true")
        .GET()
        .build();
  }

  private static String errors(InputStream body) throws IOException {
    List<String> errors = new ArrayList<>();
    try {
      JsonNode answer = JSON.readTree(body.readNBytes(MOST_OF_AN_ERROR));
      answer.path("errors").forEach(error -> errors.add(error.asText().strip()));
    } catch (com.fasterxml.jackson.core.JsonProcessingException notOurs) {
      return "";
    }
    return errors.isEmpty() ? "" : ": " + String.join("; ", errors);
  }
}
