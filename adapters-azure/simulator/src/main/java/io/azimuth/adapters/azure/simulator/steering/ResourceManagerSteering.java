package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code /_simulator/resource-manager/…}: steering of Resource Manager by request. */
public final class ResourceManagerSteering {

  private static final String BASE = "/_simulator/resource-manager/";

  private final SimulatedResourceManager manager;

  public ResourceManagerSteering(SimulatedResourceManager manager) {
    this.manager = manager;
  }

  public List<SimulatorRoute> routes() {
    ResourceManagerCommands orders = new ResourceManagerCommands(manager);
    return List.of(
        post("faults", orders::fault),
        post("throttle", orders::throttle),
        post("identities", orders::identity),
        post("resources", orders::resource),
        post("rights", orders::rights),
        SimulatorRoute.steering(
            "GET",
            BASE + "requests",
            SteeringEndpoint.guarded(it -> SimulatorAnswer.json(200, manager.reads()))));
  }

  private static SimulatorRoute post(String path, Consumer<byte[]> order) {
    return SimulatorRoute.steering(
        "POST",
        BASE + path,
        SteeringEndpoint.guarded(
            request -> {
              order.accept(request.body());
              return SimulatorAnswer.json(200, Map.of("done", true));
            }));
  }
}
