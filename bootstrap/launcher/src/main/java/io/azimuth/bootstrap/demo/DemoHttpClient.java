package io.azimuth.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Sends the few requests of the demo, as curl does. */
final class DemoHttpClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  /**
   * A response.
   *
   * @param body the JSON body; a missing node if there is none
   */
  record Reply(int status, JsonNode body) {}

  /** Sends a request without a body. */
  Reply send(String method, URI uri, Map<String, String> headers)
      throws IOException, InterruptedException {
    return send(method, uri, headers, HttpRequest.BodyPublishers.noBody());
  }

  /** Sends a request with a JSON body. */
  Reply send(String method, URI uri, Map<String, String> headers, Object body)
      throws IOException, InterruptedException {
    return send(
        method, uri, headers, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  private Reply send(
      String method, URI uri, Map<String, String> headers, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).method(method, body);
    headers.forEach(request::header);
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    String text = response.body();
    return new Reply(
        response.statusCode(), text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text));
  }
}
