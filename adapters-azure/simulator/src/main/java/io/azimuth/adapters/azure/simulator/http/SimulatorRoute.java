package io.azimuth.adapters.azure.simulator.http;

import io.azimuth.domain.text.AsciiCase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One address of a server.
 *
 * @param endpoints what requests count as and which faults they meet, the finest first; steering
 *     has none
 * @param method the only method
 * @param pattern the segments of the path; one in braces is a variable
 */
public record SimulatorRoute(
    List<SimulatorEndpoint> endpoints,
    String method,
    List<String> pattern,
    Function<SimulatorRequest, SimulatorAnswer> responder) {

  private static final String REST = "**";

  public SimulatorRoute {
    endpoints = List.copyOf(endpoints);
    pattern = List.copyOf(pattern);
  }

  public static SimulatorRoute get(
      SimulatorEndpoint endpoint,
      String path,
      Function<SimulatorRequest, SimulatorAnswer> responder) {
    return new SimulatorRoute(List.of(endpoint), "GET", segments(path), responder);
  }

  public static SimulatorRoute post(
      SimulatorEndpoint endpoint,
      String path,
      Function<SimulatorRequest, SimulatorAnswer> responder) {
    return new SimulatorRoute(List.of(endpoint), "POST", segments(path), responder);
  }

  public static SimulatorRoute of(
      List<SimulatorEndpoint> endpoints,
      String method,
      String path,
      Function<SimulatorRequest, SimulatorAnswer> responder) {
    return new SimulatorRoute(endpoints, method, segments(path), responder);
  }

  /** All paths that begin with the word. */
  public static SimulatorRoute below(
      SimulatorEndpoint endpoint,
      String method,
      String word,
      Function<SimulatorRequest, SimulatorAnswer> responder) {
    return new SimulatorRoute(List.of(endpoint), method, List.of(word, REST), responder);
  }

  public static SimulatorRoute steering(
      String method, String path, Function<SimulatorRequest, SimulatorAnswer> responder) {
    return new SimulatorRoute(List.of(), method, segments(path), responder);
  }

  /** The variables when the path fits, else empty. */
  Optional<Map<String, String>> match(List<String> path) {
    if (pattern.get(pattern.size() - 1).equals(REST)) {
      boolean below = !path.isEmpty() && AsciiCase.equal(path.get(0), pattern.get(0));
      return below ? Optional.of(Map.of()) : Optional.empty();
    }
    if (path.size() != pattern.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String expected = pattern.get(i);
      if (expected.startsWith("{")) {
        variables.put(expected.substring(1, expected.length() - 1), path.get(i));
      } else if (!expected.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }
}
