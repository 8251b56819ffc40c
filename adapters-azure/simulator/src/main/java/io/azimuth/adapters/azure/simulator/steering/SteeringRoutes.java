package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes the routes below {@code /_simulator/}. Their answers are JSON objects. */
final class SteeringRoutes {

  private SteeringRoutes() {}

  /** Changes something as the body asks. */
  static <T extends Record> SimulatorRoute change(String path, Class<T> body, Consumer<T> command) {
    return post(
        path,
        body,
        it -> {
          command.accept(it);
          return Map.of("done", true);
        });
  }

  /** Carries out what the body asks for and answers with the result. */
  static <T extends Record> SimulatorRoute post(
      String path, Class<T> body, Function<T, Object> command) {
    return route("POST", path, it -> command.apply(SteeringBody.read(it.body(), body)));
  }

  /** Shows what the query asks for. */
  static SimulatorRoute get(String path, Function<SimulatorRequest, Object> query) {
    return route("GET", path, query);
  }

  /** A request that is wrong is answered with a sentence that has the reason. */
  static SimulatorRoute route(
      String method, String path, Function<SimulatorRequest, Object> command) {
    return SimulatorRoute.steering(
        method,
        "/_simulator/" + path,
        request -> {
          if (!request.isFromLoopback()) {
            return SimulatorAnswer.json(403, Map.of("error", "steering is for this machine only"));
          }
          try {
            return SimulatorAnswer.json(200, command.apply(request));
          } catch (IllegalArgumentException e) {
            return SimulatorAnswer.json(400, Map.of("error", String.valueOf(e.getMessage())));
          }
        });
  }
}
