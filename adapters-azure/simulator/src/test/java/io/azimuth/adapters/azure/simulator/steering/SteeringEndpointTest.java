package io.azimuth.adapters.azure.simulator.steering;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.http.Parameters;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SteeringEndpointTest {

  @Test
  void otherMachinesMayNotSteer() {
    Steering untouched = new Steering(null, null, null, null, null, null);
    List<SimulatorRoute> routes = new ArrayList<>(new SteeringEndpoint(untouched).routes());
    routes.addAll(new ResourceManagerSteering(null).routes());
    routes.addAll(new GraphSteering(null).routes());
    routes.addAll(new FederationSteering(null).routes());
    routes.addAll(new KeyVaultSteering(null).routes());
    routes.addAll(new AttestationSteering(null).routes());
    routes.addAll(new PodSteering(null).routes());

    for (SimulatorRoute route : routes) {
      SimulatorRequest request =
          new SimulatorRequest(
              route.method(),
              List.of(),
              Parameters.parse(""),
              Map.of(),
              new byte[0],
              Map.of(),
              false,
              Optional.empty());
      SimulatorAnswer answer = route.responder().apply(request);

      assertThat(answer.status()).isEqualTo(403);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8))
          .isEqualTo("{\"error\":\"steering is for this machine only\"}");
    }
  }
}
