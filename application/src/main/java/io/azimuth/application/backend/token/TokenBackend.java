package io.azimuth.application.backend.token;

import io.azimuth.application.route.CoreBackend;
import io.azimuth.application.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The backend of {@code auth/token}. */
@Singleton
public final class TokenBackend implements CoreBackend {

  /** The type of its one mount. */
  public static final String TYPE = "token";

  private final List<Route> routes;

  @Inject
  TokenBackend(
      TokenCreation creation,
      TokenLookup lookup,
      TokenRenewal renewal,
      TokenRevocation revocation,
      TokenRoleRoutes roles,
      TokenMaintenance maintenance) {
    this.routes =
        Stream.of(
                creation.routes(),
                lookup.routes(),
                renewal.routes(),
                revocation.routes(),
                roles.routes(),
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
