package io.azimuth.application.openapi;

import io.azimuth.application.route.RouteTable;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.Backend;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The help of a mount or of a path below it, a route that no backend declares. */
public final class PathHelp {

  /**
   * The placeholder for the version of the server: the help of a path is no document of its own.
   */
  private static final String API = "v1";

  private PathHelp() {}

  /**
   * The route that answers a request for help; empty where nothing is served. The help of public
   * routes is public.
   *
   * @param path below the mount, without a slash at its end; empty is the mount itself
   */
  public static Optional<RouteTable.Match> find(
      Mount mount, Backend backend, RouteTable table, String path) {
    if (path.isEmpty()) {
      Supplier<String> text = () -> HelpText.ofMount(backend, table.routes());
      return Optional.of(
          new RouteTable.Match(route(Access.AUTHORIZED, text, mount, table.routes()), Map.of()));
    }
    List<Route> routes = table.at(path);
    if (routes.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> captures = routes.get(0).pattern().match(path).orElseThrow();
    Supplier<String> text = () -> HelpText.ofPath(path, routes);
    return Optional.of(new RouteTable.Match(route(access(routes), text, mount, routes), captures));
  }

  private static Access access(List<Route> routes) {
    boolean open = routes.stream().noneMatch(route -> route.access().asksPolicies());
    return open ? Access.PUBLIC : Access.AUTHORIZED;
  }

  private static Route route(
      Access access, Supplier<String> text, Mount mount, List<Route> routes) {
    return Route.on(Operation.HELP, "")
        .access(access)
        .neverWrapped()
        .handle(call -> answer(text.get(), mount, routes));
  }

  private static Answer answer(String text, Mount mount, List<Route> routes) {
    return DescriptionAnswer.answer(
        "help.json",
        Value.Obj.builder()
            .put("help", text)
            .put("see_also", Value.NULL)
            .put("openapi", new ApiDocument(false, API).add(mount, routes).build())
            .build());
  }
}
