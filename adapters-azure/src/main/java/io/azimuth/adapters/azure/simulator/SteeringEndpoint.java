package io.azimuth.adapters.azure.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /_simulator/…}: steering by request. */
final class SteeringEndpoint {

  private static final Map<String, Object> DONE = Map.of("done", true);

  private final Steering steering;

  SteeringEndpoint(Steering steering) {
    this.steering = steering;
  }

  List<Route> routes() {
    return List.of(
        Route.steering("POST", "/_simulator/keys/roll", guarded(this::roll)),
        Route.steering("POST", "/_simulator/faults", guarded(this::fault)),
        Route.steering("POST", "/_simulator/reset", guarded(this::reset)),
        Route.steering("POST", "/_simulator/mint", guarded(this::mint)),
        Route.steering("GET", "/_simulator/requests", guarded(this::requests)));
  }

  private SimulatorAnswer roll(SimulatorRequest request) {
    String keyId = steering.roll(SteeringOrders.keyRoll(request.body()));
    return SimulatorAnswer.json(200, Map.of("kid", keyId));
  }

  private SimulatorAnswer fault(SimulatorRequest request) {
    steering.fault(SteeringOrders.fault(request.body()));
    return SimulatorAnswer.json(200, DONE);
  }

  private SimulatorAnswer reset(SimulatorRequest request) {
    steering.reset();
    return SimulatorAnswer.json(200, DONE);
  }

  private SimulatorAnswer mint(SimulatorRequest request) {
    String token = steering.mint(SteeringOrders.token(request.body())).expose();
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
