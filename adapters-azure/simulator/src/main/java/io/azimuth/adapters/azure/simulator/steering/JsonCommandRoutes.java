package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import java.util.function.Function;

/** Steering routes whose answers are JSON objects. */
final class JsonCommandRoutes {

  private JsonCommandRoutes() {}

  /** Carries out what the body asks for. */
  static SimulatorRoute post(String path, Function<byte[], Object> order) {
    return route("POST", path, request -> order.apply(request.body()));
  }

  /** Shows what the query asks for. */
  static SimulatorRoute get(String path, Function<SimulatorRequest, Object> order) {
    return route("GET", path, order);
  }

  private static SimulatorRoute route(
      String method, String path, Function<SimulatorRequest, Object> order) {
    return SimulatorRoute.steering(
        method, path, SteeringEndpoint.guarded(it -> SimulatorAnswer.json(200, order.apply(it))));
  }
}
