package io.azimuth.application.system.inspect;

import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The routes that look inside a running server, and the one that reads its settings again. */
@Singleton
public final class InspectRoutes {

  private final List<Route> routes;

  @Inject
  InspectRoutes(
      LoggerRoutes loggers,
      MonitorRoutes monitor,
      OngoingRequestRoutes requests,
      HostRoutes host,
      ConfigRoutes config,
      ReloadRoutes reload) {
    this.routes =
        Stream.of(
                loggers.routes(),
                monitor.routes(),
                requests.routes(),
                host.routes(),
                config.routes(),
                reload.routes())
            .flatMap(List::stream)
            .toList();
  }

  /** The routes, relative to {@code sys/}. */
  public List<Route> routes() {
    return routes;
  }
}
