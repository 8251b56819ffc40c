package io.azimuth.adapters.azure.simulator;

import java.util.List;
import java.util.function.Function;

/** {@code /_simulator/graph/…}: steering of Graph by request. */
final class GraphSteering {

  private static final String BASE = "/_simulator/graph/";

  private final SimulatedGraph graph;

  GraphSteering(SimulatedGraph graph) {
    this.graph = graph;
  }

  List<Route> routes() {
    GraphOrders orders = new GraphOrders(graph);
    return List.of(
        post("spread", orders::spread),
        post("passwords", orders::addPassword),
        post("passwords/remove", orders::removePassword),
        get("passwords", it -> orders.passwords(it.query().text("application"))),
        post("policy", orders::policy),
        post("rights", orders::rights),
        post("owners", orders::owners),
        post("duplicate", orders::duplicate));
  }

  private static Route post(String path, Function<byte[], Object> order) {
    return route("POST", path, request -> order.apply(request.body()));
  }

  private static Route get(String path, Function<SimulatorRequest, Object> order) {
    return route("GET", path, order);
  }

  private static Route route(String method, String path, Function<SimulatorRequest, Object> order) {
    return Route.steering(
        method,
        BASE + path,
        SteeringEndpoint.guarded(it -> SimulatorAnswer.json(200, order.apply(it))));
  }
}
