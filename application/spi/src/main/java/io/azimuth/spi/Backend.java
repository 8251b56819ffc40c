package io.azimuth.spi;

import io.azimuth.spi.route.Route;
import java.util.List;

/**
 * Serves the paths below a mount. Called from many threads; blocks nowhere. It grows by default
 * methods only.
 */
public interface Backend {

  /** The type, as {@code sys/auth} and {@code mount_type} in answers show it. */
  String type();

  /** The purpose of the backend, in one or two sentences. */
  default String description() {
    return "The backend of type " + type() + ".";
  }

  /** All its routes; the same list each time. */
  List<Route> routes();
}
