package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import java.util.List;

/** Steering of federated credentials and client certificates by request. */
public final class FederationSteering {

  private static final String BASE = "/_simulator/";

  private final SimulatedFederation federation;

  public FederationSteering(SimulatedFederation federation) {
    this.federation = federation;
  }

  public List<SimulatorRoute> routes() {
    FederationCommands orders = new FederationCommands(federation);
    return List.of(
        JsonCommandRoutes.post(BASE + "federated-credentials", orders::credential),
        JsonCommandRoutes.post(BASE + "client-certificates", orders::certificate),
        JsonCommandRoutes.post(BASE + "federation", orders::settings),
        JsonCommandRoutes.get(BASE + "federation", it -> orders.status()));
  }
}
