package io.azimuth.application.system.policies;

import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The routes of policies and of the rights that they grant. */
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

  /** The routes, relative to {@code sys/}. */
  public List<Route> routes() {
    return routes;
  }
}
