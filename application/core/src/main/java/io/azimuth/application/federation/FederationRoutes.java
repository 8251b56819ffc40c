package io.azimuth.application.federation;

import io.azimuth.application.identity.backend.IdentityRoutes;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The routes of the issuer: its address, documents, signing keys, roles and tokens. */
@Singleton
public final class FederationRoutes implements IdentityRoutes {

  private final List<Route> routes;

  @Inject
  FederationRoutes(
      IssuerRoutes issuer,
      WellKnownRoutes wellKnown,
      SigningKeyRoutes keys,
      OidcRoleRoutes roles,
      OidcTokenRoutes tokens) {
    this.routes =
        Stream.of(
                issuer.routes(), wellKnown.routes(), keys.routes(), roles.routes(), tokens.routes())
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public List<Route> routes() {
    return routes;
  }
}
