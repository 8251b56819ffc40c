package io.azimuth.application.route;

import io.azimuth.spi.api.Operation;
import io.azimuth.spi.route.Route;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of a backend, the most specific first. Immutable. */
public final class RouteTable {

  private final List<Route> routes;

  /**
   * A table of these routes.
   *
   * @throws IllegalStateException when two have the same operation and match the same paths
   */
  public RouteTable(List<Route> routes) {
    Map<String, Route> byShape = new HashMap<>();
    for (Route route : routes) {
      Route other = byShape.putIfAbsent(route.operation() + " " + route.pattern().shape(), route);
      if (other != null) {
        throw new IllegalStateException(
            "two routes for the same paths and operation: " + other + " and " + route);
      }
    }
    this.routes =
        routes.stream()
            .sorted(Comparator.comparing((Route r) -> r.pattern().exactness()).reversed())
            .toList();
  }

  /**
   * The route for the operation on the path below the mount.
   *
   * @return the match, or whether the path exists for other operations
   */
  public Lookup find(Operation operation, String path) {
    boolean pathKnown = false;
    for (Route route : routes) {
      Optional<Map<String, String>> captures = route.pattern().match(path);
      if (captures.isPresent()) {
        if (route.operation() == operation) {
          return new Lookup(Optional.of(new Match(route, captures.get())), true);
        }
        pathKnown = true;
      }
    }
    return new Lookup(Optional.empty(), pathKnown);
  }

  /** What the path captures; empty where no route of any operation matches. */
  public Map<String, String> captured(String path) {
    return routes.stream()
        .flatMap(route -> route.pattern().match(path).stream())
        .findFirst()
        .orElse(Map.of());
  }

  /** Whether the paths of a route begin with this segment. */
  public boolean beginsWith(String segment) {
    return routes.stream().anyMatch(route -> route.pattern().shape().startsWith(segment + '/'));
  }

  /** The routes of all operations at the path below the mount; empty where nothing is served. */
  public List<Route> at(String path) {
    Optional<Route> first =
        routes.stream()
            .filter(route -> !route.servesNothing() && route.pattern().match(path).isPresent())
            .findFirst();
    return first
        .map(
            found ->
                routes.stream()
                    .filter(route -> route.pattern().shape().equals(found.pattern().shape()))
                    .toList())
        .orElse(List.of());
  }

  /** All routes, the most specific first. */
  public List<Route> routes() {
    return routes;
  }

  /**
   * The result of a look-up of a route.
   *
   * @param match the route and what its path captured
   * @param pathKnown whether a route of any operation matches the path
   */
  public record Lookup(Optional<Match> match, boolean pathKnown) {}

  /**
   * A route that matches.
   *
   * @param captures from the path
   */
  public record Match(Route route, Map<String, String> captures) {

    public Match {
      captures = Map.copyOf(captures);
    }
  }
}
