package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import java.util.List;

/** {@code /_simulator/graph/…}: steering of Graph by request. */
public final class GraphSteering {

  private static final String BASE = "/_simulator/graph/";

  private final SimulatedGraph graph;

  public GraphSteering(SimulatedGraph graph) {
    this.graph = graph;
  }

  public List<SimulatorRoute> routes() {
    GraphCommands orders = new GraphCommands(graph);
    return List.of(
        JsonCommandRoutes.post(BASE + "spread", orders::spread),
        JsonCommandRoutes.post(BASE + "passwords", orders::addPassword),
        JsonCommandRoutes.post(BASE + "passwords/remove", orders::removePassword),
        JsonCommandRoutes.get(
            BASE + "passwords", it -> orders.passwords(it.query().text("application"))),
        JsonCommandRoutes.post(BASE + "policy", orders::policy),
        JsonCommandRoutes.post(BASE + "rights", orders::rights),
        JsonCommandRoutes.post(BASE + "owners", orders::owners),
        JsonCommandRoutes.post(BASE + "memberships", orders::memberships),
        JsonCommandRoutes.post(BASE + "duplicate", orders::duplicate));
  }
}
