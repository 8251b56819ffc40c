package io.azimuth.application.backend.sys;

import io.azimuth.application.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** All that is about policies and what they grant. */
@Singleton
public final class RightsRoutes {

  private final List<Route> routes;

  @Inject
  RightsRoutes(
      PolicyRoutes policies,
      LegacyPolicyRoutes legacy,
      CapabilityRoutes capabilities,
      PolicyExplainRoutes explanations) {
    this.routes =
        Stream.of(policies.routes(), legacy.routes(), capabilities.routes(), explanations.routes())
            .flatMap(List::stream)
            .toList();
  }

  List<Route> routes() {
    return routes;
  }
}
