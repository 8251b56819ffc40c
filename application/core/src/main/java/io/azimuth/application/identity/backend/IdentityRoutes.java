package io.azimuth.application.identity.backend;

import io.azimuth.spi.route.Route;
import java.util.List;

/** Routes that a part of the server adds to the mount of type {@code identity}. */
@FunctionalInterface
public interface IdentityRoutes {

  /** The routes, relative to the mount. */
  List<Route> routes();
}
