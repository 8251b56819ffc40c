package io.azimuth.adapters.azure.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A request, read whole. */
public final class SimulatorRequest {

  /** The longest body, in bytes. */
  public static final int MAX_BODY = 64 * 1024;

  private final String method;
  private final List<String> path;
  private final Parameters query;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Map<String, String> variables;
  private final boolean fromLoopback;
  private final Optional<X509Certificate> clientCertificate;

  /**
   * @param path the decoded segments; empty ones are left out
   * @param headers the first value of each, by its name in lower case
   * @param clientCertificate whose key the client's end of the TLS connection proved
   */
  public SimulatorRequest(
      String method,
      List<String> path,
      Parameters query,
      Map<String, String> headers,
      byte[] body,
      Map<String, String> variables,
      boolean fromLoopback,
      Optional<X509Certificate> clientCertificate) {
    this.method = method;
    this.path = List.copyOf(path);
    this.query = query;
    this.headers = Map.copyOf(headers);
    this.body = body.clone();
    this.variables = Map.copyOf(variables);
    this.fromLoopback = fromLoopback;
    this.clientCertificate = clientCertificate;
  }

  /**
   * Reads a request; empty when its body is too long.
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
            exchange.getRemoteAddress().getAddress().isLoopbackAddress(),
            clientCertificate(exchange)));
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

  private static Optional<X509Certificate> clientCertificate(HttpExchange exchange) {
    if (!(exchange instanceof HttpsExchange secure)) {
      return Optional.empty();
    }
    try {
      return Optional.of((X509Certificate) secure.getSSLSession().getPeerCertificates()[0]);
    } catch (SSLPeerUnverifiedException e) {
      // The client showed none.
      return Optional.empty();
    }
  }

  /** The same with the variables of the route that it matched. */
  SimulatorRequest with(Map<String, String> routeVariables) {
    return new SimulatorRequest(
        method, path, query, headers, body, routeVariables, fromLoopback, clientCertificate);
  }

  public String method() {
    return method;
  }

  public List<String> path() {
    return path;
  }

  public Parameters query() {
    return query;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public byte[] body() {
    return body.clone();
  }

  /** Whether it came from this machine. */
  public boolean isFromLoopback() {
    return fromLoopback;
  }

  /** The client's certificate of a mutual TLS connection; nobody has to have signed it. */
  public Optional<X509Certificate> clientCertificate() {
    return clientCertificate;
  }

  /** A variable segment of the path; empty when the route has none of that name. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }
}
