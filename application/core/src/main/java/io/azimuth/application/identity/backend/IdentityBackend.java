package io.azimuth.application.identity.backend;

import io.azimuth.application.federation.IssuerRoutes;
import io.azimuth.application.federation.OidcRoleRoutes;
import io.azimuth.application.federation.OidcTokenRoutes;
import io.azimuth.application.federation.SigningKeyRoutes;
import io.azimuth.application.federation.WellKnownRoutes;
import io.azimuth.application.route.CoreBackend;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/**
 * The backend of type {@code identity}: entities, groups, and the server as an issuer of tokens.
 */
@Singleton
public final class IdentityBackend implements CoreBackend {

  /** The type of its one mount. */
  public static final String TYPE = "identity";

  private final List<Route> routes;

  @Inject
  IdentityBackend(
      IssuerRoutes issuer,
      WellKnownRoutes wellKnown,
      SigningKeyRoutes keys,
      OidcRoleRoutes roles,
      OidcTokenRoutes tokens,
      EntityAndGroupRoutes entitiesAndGroups) {
    this.routes =
        Stream.of(
                issuer.routes(),
                wellKnown.routes(),
                keys.routes(),
                roles.routes(),
                tokens.routes(),
                entitiesAndGroups.routes())
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String description() {
    return "Who is behind tokens: entities, groups, their aliases, and the issuer of identity tokens.";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }
}
