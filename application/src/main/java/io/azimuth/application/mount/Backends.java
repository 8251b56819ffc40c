package io.azimuth.application.mount;

import io.azimuth.application.route.Backend;
import io.azimuth.application.route.CoreBackend;
import io.azimuth.application.route.RouteTable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The backends of this server by their type. */
@Singleton
public final class Backends {

  private final Map<String, Served> byType = new TreeMap<>();

  /**
   * All backends.
   *
   * @throws IllegalStateException when two have the same type
   */
  @Inject
  Backends(Set<CoreBackend> core, AuthMethods authMethods) {
    List<Backend> backends = new ArrayList<>(core);
    backends.addAll(authMethods.all());
    for (Backend backend : backends) {
      Served served = new Served(backend, new RouteTable(backend.routes()));
      if (byType.put(backend.type(), served) != null) {
        throw new IllegalStateException("two backends of type " + backend.type());
      }
    }
  }

  /** The backend of that type with its routes. */
  public Optional<Served> ofType(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  /**
   * A backend and its routes.
   *
   * @param backend that serves
   * @param routes what it declared
   */
  public record Served(Backend backend, RouteTable routes) {}
}
