package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.federation.PodTokens;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Steering of the cluster's tokens by request. */
public final class PodSteering {

  private final PodTokens pods;

  public PodSteering(PodTokens pods) {
    this.pods = pods;
  }

  public List<SimulatorRoute> routes() {
    return List.of(JsonCommandRoutes.post("/_simulator/pods/rotate", this::rotate));
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
