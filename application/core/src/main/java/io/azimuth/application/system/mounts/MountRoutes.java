package io.azimuth.application.system.mounts;

import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The routes of mounts and their settings. */
@Singleton
public final class MountRoutes {

  private final List<Route> routes;

  @Inject
  MountRoutes(
      AuthMountRoutes auth,
      SecretMountRoutes secrets,
      TuneRoutes tuning,
      RemountRoutes remounts,
      InternalUiRoutes ui,
      OpenApiRoutes specs,
      PluginCatalogRoutes plugins) {
    this.routes =
        Stream.of(
                auth.routes(),
                secrets.routes(),
                tuning.routes(),
                remounts.routes(),
                ui.routes(),
                specs.routes(),
                plugins.routes())
            .flatMap(List::stream)
            .toList();
  }

  /** The routes, relative to {@code sys/}. */
  public List<Route> routes() {
    return routes;
  }
}
