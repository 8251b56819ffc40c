package io.azimuth.adapters.azure.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Steering of the cluster's tokens by request. */
final class PodSteering {

  private final PodTokens pods;

  PodSteering(PodTokens pods) {
    this.pods = pods;
  }

  List<Route> routes() {
    return List.of(JsonOrders.post("/_simulator/pods/rotate", this::rotate));
  }

  private Object rotate(byte[] json) {
    SteeringBody body = SteeringBody.parse(json, Set.of("name"));
    try {
      return Map.of("token", pods.rotate(body.required("name")).expose());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
