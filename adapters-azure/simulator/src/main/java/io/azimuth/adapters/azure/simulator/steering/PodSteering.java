package io.azimuth.adapters.azure.simulator.steering;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.azimuth.adapters.azure.simulator.federation.PodTokens;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Steering of the cluster's tokens by request. */
public final class PodSteering {

  private final PodTokens pods;

  public PodSteering(PodTokens pods) {
    this.pods = pods;
  }

  public List<SimulatorRoute> routes() {
    return List.of(SteeringRoutes.post("pods/rotate", Rotation.class, this::rotate));
  }

  private record Rotation(@JsonProperty(required = true) String name) {}

  private Object rotate(Rotation body) {
    try {
      return Map.of("token", pods.rotate(body.name()).expose());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
