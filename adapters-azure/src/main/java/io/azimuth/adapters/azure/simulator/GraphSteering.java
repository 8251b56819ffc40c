package io.azimuth.adapters.azure.simulator;

import java.util.List;

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
        JsonOrders.post(BASE + "spread", orders::spread),
        JsonOrders.post(BASE + "passwords", orders::addPassword),
        JsonOrders.post(BASE + "passwords/remove", orders::removePassword),
        JsonOrders.get(BASE + "passwords", it -> orders.passwords(it.query().text("application"))),
        JsonOrders.post(BASE + "policy", orders::policy),
        JsonOrders.post(BASE + "rights", orders::rights),
        JsonOrders.post(BASE + "owners", orders::owners),
        JsonOrders.post(BASE + "memberships", orders::memberships),
        JsonOrders.post(BASE + "duplicate", orders::duplicate));
  }
}
