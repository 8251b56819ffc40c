package io.azimuth.application.openapi;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.route.RoutePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members that all operations of one path share. */
final class PathDescription {

  private final DescribedMount mount;
  private final List<Route> routes;

  /** The routes of one path; their patterns may differ in the names of captures only. */
  PathDescription(DescribedMount mount, List<Route> routes) {
    this.mount = mount;
    this.routes = routes;
  }

  String path() {
    return mount.path(pattern(), routes.get(0).operation());
  }

  /** The path's parameters and extensions. */
  Map<String, Value> describe() {
    Value.Builder item = Value.Obj.builder();
    List<Value> parameters = parameters();
    if (!parameters.isEmpty()) {
      item.put("parameters", new Value.Items(parameters));
    }
    mark(
        item, VendorExtensions.SUDO, routes.stream().allMatch(route -> route.access().needsSudo()));
    mark(
        item,
        VendorExtensions.UNAUTHENTICATED,
        routes.stream().allMatch(PathDescription::isPublic));
    mark(item, VendorExtensions.CREATE, routes.stream().anyMatch(Route::hasExistenceCheck));
    return item.build().members();
  }

  private RoutePattern pattern() {
    return routes.get(0).pattern();
  }

  private static boolean isPublic(Route route) {
    return !route.access().asksPolicies();
  }

  private static void mark(Value.Builder item, String mark, boolean holds) {
    if (holds) {
      item.put(mark, true);
    }
  }

  private List<Value> parameters() {
    List<Value> parameters = new ArrayList<>();
    if (mount.isGeneric()) {
      parameters.add(
          parameter(mount.parameter(), "Where a backend of type " + mount.type() + " is mounted."));
    }
    pattern()
        .captures()
        .forEach(
            (name, severalSegments) ->
                parameters.add(
                    parameter(
                        name,
                        help(name)
                            .orElse(severalSegments ? "It may hold slashes." : "One segment."))));
    return parameters;
  }

  private Optional<String> help(String capture) {
    return routes.stream()
        .flatMap(route -> route.captureHelp(capture).or(() -> ofField(route, capture)).stream())
        .findFirst();
  }

  private static Optional<String> ofField(Route route, String capture) {
    return route.fields().stream()
        .filter(field -> field.name().equals(capture))
        .map(FieldSchema::description)
        .findFirst();
  }

  private static Value.Obj parameter(String name, String description) {
    return Value.Obj.builder()
        .put("name", name)
        .put("in", "path")
        .put("description", description)
        .put("required", true)
        .put("schema", Value.Obj.builder().put("type", "string").build())
        .build();
  }
}
