package io.azimuth.adapters.azure.simulator.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request, read whole. */
public final class SimulatorRequest {

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
  public SimulatorRequest(
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

  /** A variable segment of the path; empty when the route has none of that name. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }
}
