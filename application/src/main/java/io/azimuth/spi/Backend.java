package io.azimuth.spi;

import io.azimuth.spi.route.Route;
import java.util.List;

/** What serves the paths below a mount. */
public interface Backend {

  /** Its type, as {@code sys/auth} and the answers' {@code mount_type} show it. */
  String type();

  /** What it is for, in a sentence or two. */
  default String description() {
    return "The backend of type " + type() + ".";
  }

  /** All its routes; the same list each time. */
  List<Route> routes();
}
