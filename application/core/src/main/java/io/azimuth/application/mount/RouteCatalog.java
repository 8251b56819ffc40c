package io.azimuth.application.mount;

import io.azimuth.application.route.RouteTable;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.lint.RouteInventory;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The paths that the server answers at present, in the terms of policies. */
@Singleton
public final class RouteCatalog {

  private final Provider<Backends> backends; // one backend uses this class

  @Inject
  RouteCatalog(Provider<Backends> backends) {
    this.backends = backends;
  }

  /** All mounts of the table with their routes; a mount without a backend may answer anything. */
  public RouteInventory served(MountTable table) {
    return new RouteInventory(table.mounts().stream().map(this::mount).toList());
  }

  /** The route that would serve such a request, if there is one. */
  public Optional<Route> route(MountTable table, Operation operation, String path) {
    Optional<Mount> mount = table.serving(path);
    return mount
        .flatMap(one -> backends.get().of(one))
        .flatMap(
            served ->
                served
                    .routes()
                    .find(operation, path.substring(mount.get().path().text().length()))
                    .match())
        .map(RouteTable.Match::route);
  }

  /** The routes of the mount, the most specific first; empty for a mount without a backend. */
  public List<Route> routes(Mount mount) {
    return backends.get().of(mount).map(served -> served.routes().routes()).orElse(List.of());
  }

  private RouteInventory.Mount mount(Mount mount) {
    Optional<List<RouteInventory.Route>> routes =
        backends.get().of(mount).map(Backends.Served::routes).map(RouteCatalog::routes);
    return new RouteInventory.Mount(mount.path().text(), routes);
  }

  private static List<RouteInventory.Route> routes(RouteTable table) {
    return table.routes().stream()
        .filter(route -> !route.servesNothing())
        .map(
            route ->
                new RouteInventory.Route(
                    route.pattern().toString(), route.operation().isOfFolder(), asked(route)))
        .toList();
  }

  private static Set<Capability> asked(Route route) {
    if (!route.access().asksPolicies()) {
      return Set.of();
    }
    EnumSet<Capability> asked =
        switch (route.operation()) {
          case READ -> EnumSet.of(Capability.READ);
          case LIST -> EnumSet.of(Capability.LIST);
          case SCAN -> EnumSet.of(Capability.SCAN);
          case WRITE ->
              route.hasExistenceCheck()
                  ? EnumSet.of(Capability.CREATE, Capability.UPDATE)
                  : EnumSet.of(Capability.UPDATE);
          case PATCH -> EnumSet.of(Capability.PATCH);
          case DELETE -> EnumSet.of(Capability.DELETE);
          case HELP -> EnumSet.noneOf(Capability.class);
        };
    if (route.access().needsSudo()) {
      asked.add(Capability.SUDO);
    }
    return asked;
  }
}
