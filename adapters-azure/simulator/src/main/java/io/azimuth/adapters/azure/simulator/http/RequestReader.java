package io.azimuth.adapters.azure.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads an exchange's request within limits. */
public final class RequestReader {

  /** The longest body, in bytes. */
  public static final int MAX_BODY = 64 * 1024;

  private RequestReader() {}

  /**
   * The request; empty when its body is too long.
   *
   * @throws IllegalArgumentException when the target is not properly encoded
   */
  public static Optional<SimulatorRequest> read(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      return Optional.empty();
    }
    // As text: java.net.URI takes the first segment behind a double slash for a host.
    String target = exchange.getRequestURI().toString();
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    return Optional.of(
        new SimulatorRequest(
            exchange.getRequestMethod(),
            segments(path),
            Parameters.parse(query),
            headers(exchange),
            body,
            Map.of(),
            exchange.getRemoteAddress().getAddress().isLoopbackAddress()));
  }

  private static List<String> segments(String path) {
    return Stream.of(path.split("/", -1))
        .filter(it -> !it.isEmpty())
        .map(it -> URLDecoder.decode(it.replace("+", "%2B"), StandardCharsets.UTF_8))
        .toList();
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return headers;
  }
}
