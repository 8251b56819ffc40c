package io.azimuth.application.system.policies;

import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** All that is about policies and what they grant. */
@Singleton
public final class AclRoutes {

  private final List<Route> routes;

  @Inject
  AclRoutes(
      PolicyRoutes policies,
      LegacyPolicyRoutes legacy,
      CapabilityRoutes capabilities,
      PolicyExplainRoutes explanations) {
    this.routes =
        Stream.of(policies.routes(), legacy.routes(), capabilities.routes(), explanations.routes())
            .flatMap(List::stream)
            .toList();
  }

  public List<Route> routes() {
    return routes;
  }
}
