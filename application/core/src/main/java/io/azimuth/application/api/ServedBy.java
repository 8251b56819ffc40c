package io.azimuth.application.api;

import io.azimuth.spi.route.Route;

/**
 * What served a request, by which requests are counted: few values, none of a caller's choice.
 *
 * @param backend the type of the mount, or {@code none}
 * @param route the template of the route below the mount, or {@code none}
 */
public record ServedBy(String backend, String route) {

  private static final String NONE = "none";

  /** The answer came before anything was looked up. */
  public static final ServedBy NOTHING = new ServedBy(NONE, NONE);

  public static ServedBy route(String backend, Route route) {
    return new ServedBy(backend, route.pattern().template());
  }

  public boolean isRoute() {
    return !route.equals(NONE);
  }

  /** A backend that has no such route. */
  public static ServedBy backend(String backend) {
    return new ServedBy(backend, NONE);
  }
}
