package io.azimuth.adapters.azure.simulator;

import java.util.List;

/** Steering of federated credentials and client certificates by request. */
final class FederationSteering {

  private static final String BASE = "/_simulator/";

  private final SimulatedFederation federation;

  FederationSteering(SimulatedFederation federation) {
    this.federation = federation;
  }

  List<Route> routes() {
    FederationOrders orders = new FederationOrders(federation);
    return List.of(
        JsonOrders.post(BASE + "federated-credentials", orders::credential),
        JsonOrders.post(BASE + "client-certificates", orders::certificate),
        JsonOrders.post(BASE + "federation", orders::settings),
        JsonOrders.get(BASE + "federation", it -> orders.status()));
  }
}
