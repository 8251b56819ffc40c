package io.azimuth.adapters.azure.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request, read whole. */
final class SimulatorRequest {

  private final String method;
  private final List<String> path;
  private final Parameters query;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Map<String, String> variables;
  private final boolean fromLoopback;

  /**
   * @param path the decoded segments; empty ones are left out
   * @param headers the first value of each, by its name in lower case
   */
  SimulatorRequest(
      String method,
      List<String> path,
      Parameters query,
      Map<String, String> headers,
      byte[] body,
      Map<String, String> variables,
      boolean fromLoopback) {
    this.method = method;
    this.path = List.copyOf(path);
    this.query = query;
    this.headers = Map.copyOf(headers);
    this.body = body.clone();
    this.variables = Map.copyOf(variables);
    this.fromLoopback = fromLoopback;
  }

  /** The same with the variables of the route that it matched. */
  SimulatorRequest with(Map<String, String> routeVariables) {
    return new SimulatorRequest(method, path, query, headers, body, routeVariables, fromLoopback);
  }

  String method() {
    return method;
  }

  List<String> path() {
    return path;
  }

  Parameters query() {
    return query;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  byte[] body() {
    return body.clone();
  }

  /** Whether it came from this machine. */
  boolean isFromLoopback() {
    return fromLoopback;
  }

  /** A variable segment of the path; empty when the route has none of that name. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }
}
