package io.azimuth.application.identity.backend;

import io.azimuth.application.route.CoreBackend;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * The backend of type {@code identity}: entities, groups, and the server as an issuer of tokens.
 */
@Singleton
public final class IdentityBackend implements CoreBackend {

  /** The type of its one mount. */
  public static final String TYPE = "identity";

  private final List<Route> routes;

  @Inject
  IdentityBackend(Set<IdentityRoutes> groups) {
    this.routes = groups.stream().map(IdentityRoutes::routes).flatMap(List::stream).toList();
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
