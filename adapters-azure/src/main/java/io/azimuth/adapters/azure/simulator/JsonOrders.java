package io.azimuth.adapters.azure.simulator;

import java.util.function.Function;

/** Steering routes whose answers are JSON objects. */
final class JsonOrders {

  private JsonOrders() {}

  /** Carries out what the body asks for. */
  static Route post(String path, Function<byte[], Object> order) {
    return route("POST", path, request -> order.apply(request.body()));
  }

  /** Shows what the query asks for. */
  static Route get(String path, Function<SimulatorRequest, Object> order) {
    return route("GET", path, order);
  }

  private static Route route(String method, String path, Function<SimulatorRequest, Object> order) {
    return Route.steering(
        method, path, SteeringEndpoint.guarded(it -> SimulatorAnswer.json(200, order.apply(it))));
  }
}
