package io.azimuth.bootstrap.client.azure;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A request to a token endpoint of the sign-in service. */
final class TokenForm {

  /** The most bytes of an answer. */
  static final int MAX_ANSWER = 256 * 1024;

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private TokenForm() {}

  /** The fields, sent to this address. */
  static HttpRequest request(URI address, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(
                one ->
                    one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(address)
        .timeout(TIMEOUT)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}
