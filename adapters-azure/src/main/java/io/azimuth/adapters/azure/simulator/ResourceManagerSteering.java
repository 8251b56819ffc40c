package io.azimuth.adapters.azure.simulator;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code /_simulator/resource-manager/…}: steering of Resource Manager by request. */
final class ResourceManagerSteering {

  private static final String BASE = "/_simulator/resource-manager/";

  private final SimulatedResourceManager manager;

  ResourceManagerSteering(SimulatedResourceManager manager) {
    this.manager = manager;
  }

  List<Route> routes() {
    ResourceManagerOrders orders = new ResourceManagerOrders(manager);
    return List.of(
        post("faults", orders::fault),
        post("throttle", orders::throttle),
        post("identities", orders::identity),
        post("resources", orders::resource),
        post("rights", orders::rights),
        Route.steering(
            "GET",
            BASE + "requests",
            SteeringEndpoint.guarded(it -> SimulatorAnswer.json(200, manager.reads()))));
  }

  private static Route post(String path, Consumer<byte[]> order) {
    return Route.steering(
        "POST",
        BASE + path,
        SteeringEndpoint.guarded(
            request -> {
              order.accept(request.body());
              return SimulatorAnswer.json(200, Map.of("done", true));
            }));
  }
}
