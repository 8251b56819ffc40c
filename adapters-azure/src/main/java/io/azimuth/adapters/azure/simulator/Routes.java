package io.azimuth.adapters.azure.simulator;

import java.util.ArrayList;
import java.util.List;

/** The addresses of the two servers. */
final class Routes {

  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private Routes() {}

  /** The sign-in service, Resource Manager, Graph and the steering, over HTTPS. */
  static Router authority(
      DiscoveryEndpoint discovery,
      KeysEndpoint keys,
      TokenEndpoint token,
      ResourceManagerEndpoint resourceManager,
      List<Route> graph,
      List<Route> steering) {
    List<Route> routes = new ArrayList<>(steering);
    routes.addAll(graph);
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
      routes.add(
          Route.below(
              SimulatorEndpoint.RESOURCE_MANAGER,
              method,
              "subscriptions",
              resourceManager::answer));
    }
    routes.add(Route.get(SimulatorEndpoint.DISCOVERY, "/{tenant}" + DISCOVERY, discovery::v1));
    routes.add(Route.get(SimulatorEndpoint.DISCOVERY, "/{tenant}/v2.0" + DISCOVERY, discovery::v2));
    routes.add(Route.get(SimulatorEndpoint.KEYS, "/common/discovery/keys", keys::common));
    routes.add(Route.get(SimulatorEndpoint.KEYS, "/{tenant}/discovery/keys", keys::ofTenant));
    routes.add(Route.get(SimulatorEndpoint.KEYS, "/{tenant}/discovery/v2.0/keys", keys::ofTenant));
    routes.add(Route.post(SimulatorEndpoint.TOKEN, "/{tenant}/oauth2/v2.0/token", token::v2));
    routes.add(Route.post(SimulatorEndpoint.TOKEN, "/{tenant}/oauth2/token", token::v1));
    return new Router(routes);
  }

  /** The metadata service, over plain HTTP as in Azure; also below the name of a machine. */
  static Router metadata(
      IdentityEndpoint identity, InstanceEndpoint instance, AppServiceEndpoint appService) {
    List<Route> routes = new ArrayList<>();
    for (String prefix : List.of("", "/machines/{machine}")) {
      String metadata = prefix + "/metadata";
      routes.add(
          Route.get(
              SimulatorEndpoint.IDENTITY, metadata + "/identity/oauth2/token", identity::answer));
      routes.add(Route.get(SimulatorEndpoint.INSTANCE, metadata + "/instance", instance::document));
      routes.add(
          Route.get(SimulatorEndpoint.INSTANCE, metadata + "/instance/compute", instance::compute));
      routes.add(Route.get(SimulatorEndpoint.INSTANCE, metadata + "/versions", instance::versions));
    }
    routes.add(
        Route.get(SimulatorEndpoint.IDENTITY, "/machines/{machine}/msi/token", appService::answer));
    return new Router(routes);
  }
}
