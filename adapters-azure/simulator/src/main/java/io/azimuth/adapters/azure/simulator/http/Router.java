package io.azimuth.adapters.azure.simulator.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the route of a request; the first that fits. */
public final class Router {

  private final List<SimulatorRoute> routes;

  public Router(List<SimulatorRoute> routes) {
    this.routes = List.copyOf(routes);
  }

  public record Routed(SimulatorRoute route, SimulatorRequest request) {

    public SimulatorAnswer answer() {
      return route.responder().apply(request);
    }
  }

  public Optional<Routed> find(SimulatorRequest request) {
    for (SimulatorRoute route : routes) {
      if (route.method().equals(request.method())) {
        Optional<Map<String, String>> variables = route.match(request.path());
        if (variables.isPresent()) {
          return Optional.of(new Routed(route, request.with(variables.get())));
        }
      }
    }
    return Optional.empty();
  }

  /** What a request without a route gets: 405 when the path exists, else 404. */
  public SimulatorAnswer miss(SimulatorRequest request) {
    List<String> methods =
        routes.stream()
            .filter(it -> it.match(request.path()).isPresent())
            .map(SimulatorRoute::method)
            .distinct()
            .toList();
    if (methods.isEmpty()) {
      return SimulatorAnswer.json(404, Map.of("error", "not_found"));
    }
    return SimulatorAnswer.json(405, Map.of("error", "method_not_allowed"))
        .withHeader("Allow", String.join(", ", methods));
  }
}
