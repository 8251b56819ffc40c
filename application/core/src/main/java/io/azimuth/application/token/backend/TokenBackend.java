package io.azimuth.application.token.backend;

import io.azimuth.application.route.CoreBackend;
import io.azimuth.application.token.role.TokenRoleRoutes;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The backend of type {@code token}, mounted at {@code auth/token/}. */
@Singleton
public final class TokenBackend implements CoreBackend {

  /** The type of its one mount. */
  public static final String TYPE = "token";

  private final List<Route> routes;

  @Inject
  TokenBackend(
      TokenCreationRoutes creation,
      TokenLookupRoutes lookup,
      TokenRenewalRoutes renewal,
      TokenRevocationRoutes revocation,
      TokenRoleRoutes roles,
      AccessorRoutes accessors,
      TokenMaintenanceRoutes maintenance) {
    this.routes =
        Stream.of(
                creation.routes(),
                lookup.routes(),
                renewal.routes(),
                revocation.routes(),
                roles.routes(),
                accessors.routes(),
                maintenance.routes())
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String description() {
    return "Tokens: made, looked up, renewed and revoked, and roles to make them by.";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }
}
