package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.http.Responder;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /_simulator/…}: steering by request. */
public final class SteeringEndpoint {

  private static final Map<String, Object> DONE = Map.of("done", true);

  private final Steering steering;

  public SteeringEndpoint(Steering steering) {
    this.steering = steering;
  }

  public List<SimulatorRoute> routes() {
    return List.of(
        SimulatorRoute.steering("POST", "/_simulator/keys/roll", guarded(this::roll)),
        SimulatorRoute.steering("POST", "/_simulator/faults", guarded(this::fault)),
        SimulatorRoute.steering("POST", "/_simulator/reset", guarded(this::reset)),
        SimulatorRoute.steering("POST", "/_simulator/mint", guarded(this::mint)),
        SimulatorRoute.steering("GET", "/_simulator/requests", guarded(this::requests)));
  }

  private SimulatorAnswer roll(SimulatorRequest request) {
    String keyId = steering.roll(SteeringCommands.keyRoll(request.body()));
    return SimulatorAnswer.json(200, Map.of("kid", keyId));
  }

  private SimulatorAnswer fault(SimulatorRequest request) {
    steering.fault(SteeringCommands.fault(request.body()));
    return SimulatorAnswer.json(200, DONE);
  }

  private SimulatorAnswer reset(SimulatorRequest request) {
    steering.reset();
    return SimulatorAnswer.json(200, DONE);
  }

  private SimulatorAnswer mint(SimulatorRequest request) {
    String token = steering.mint(SteeringCommands.token(request.body())).expose();
    return SimulatorAnswer.json(200, Map.of("access_token", token));
  }

  private SimulatorAnswer requests(SimulatorRequest request) {
    Map<String, Long> members = new LinkedHashMap<>();
    steering.counts().forEach((endpoint, count) -> members.put(endpoint.wireName(), count));
    return SimulatorAnswer.json(200, members);
  }

  /** What is asked for wrongly is answered with the sentence that says how. */
  static Responder guarded(Responder responder) {
    return request -> {
      if (!request.isFromLoopback()) {
        return SimulatorAnswer.json(403, Map.of("error", "steering is for this machine only"));
      }
      try {
        return responder.answer(request);
      } catch (IllegalArgumentException e) {
        return SimulatorAnswer.json(400, Map.of("error", String.valueOf(e.getMessage())));
      }
    };
  }
}
