package io.azimuth.application.mount;

import io.azimuth.application.route.CoreBackend;
import io.azimuth.application.route.RouteTable;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.Backend;
import io.azimuth.spi.SecretsEngine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The backends of this server by their type, and of secrets engines by their mounts. */
@Singleton
public final class Backends {

  private final Map<String, Served> byType = new TreeMap<>();
  private final SecretsEngines engines;
  private final IdentityHashMap<Backend, Served> forms = new IdentityHashMap<>();

  /**
   * All backends.
   *
   * @throws IllegalStateException when two have the same type
   */
  @Inject
  Backends(Set<CoreBackend> core, AuthMethods authMethods, SecretsEngines engines) {
    this.engines = engines;
    List<Backend> backends = new ArrayList<>(core);
    backends.addAll(authMethods.all());
    for (Backend backend : backends) {
      if (byType.put(backend.type(), served(backend)) != null) {
        throw new IllegalStateException("two backends of type " + backend.type());
      }
    }
    for (SecretsEngine engine : engines.all()) {
      if (core.stream().anyMatch(backend -> backend.type().equals(engine.type()))) {
        throw new IllegalStateException("two backends of type " + engine.type());
      }
      engine.backends().forEach(form -> forms.put(form, served(form)));
    }
  }

  private static Served served(Backend backend) {
    return new Served(backend, new RouteTable(backend.routes()));
  }

  /**
   * The backend of that type, with its routes. Empty for the type of a secrets engine, which may
   * have several backends.
   */
  public Optional<Served> ofType(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  /** The backend that serves the mount, with its routes. */
  public Optional<Served> of(Mount mount) {
    Optional<SecretsEngine> engine =
        mount.path().isAuth() ? Optional.empty() : engines.ofType(mount.type());
    return engine.isPresent()
        ? engine.map(found -> forms.get(found.backendFor(mount.settings().options())))
        : ofType(mount.type());
  }

  /**
   * A backend and its routes.
   *
   * @param routes that it declares
   */
  public record Served(Backend backend, RouteTable routes) {}
}
