package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.application.route.RouteTable;
import io.azimuth.spi.Backend;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Handler;
import io.azimuth.spi.route.Route;
import java.util.List;

/** A backend of a plugin whose handlers run under a guard. */
final class GuardedBackend implements Backend {

  private final PluginGuard guard;
  private final String description;
  private final List<Route> routes;

  /**
   * Reads type, description and routes once.
   *
   * @throws IllegalStateException when two routes have the same operation and match the same paths
   */
  GuardedBackend(Backend backend, PluginGuard guard) {
    this.guard = guard;
    this.description = guard.call("description", backend::description);
    this.routes = guard.call("routes", backend::routes).stream().map(this::guarded).toList();
    var unused = new RouteTable(routes);
  }

  private Route guarded(Route route) {
    Handler handler = route.handler();
    return route.with(
        call -> handle(route, handler, call),
        call -> guard.handle("the existence check of " + route, () -> route.exists(call)));
  }

  private Answer handle(Route route, Handler handler, Call call) {
    String place = "the handler of " + route;
    return watched(place, call, guard.handle(place, () -> handler.handle(call)));
  }

  // What an answer leaves for later is code of the plugin, too: actions, and steps after a wait.
  private Answer watched(String place, Call call, Answer answer) {
    call.afterCommit().replaceEach(action -> guard.logging("an action after " + place, action));
    return answer instanceof Answer.Await wait
        ? Answer.of(
            wait.pending()
                .runBy(rest -> () -> guard.handle(place, rest))
                .then(later -> watched(place, call, later)))
        : answer;
  }

  @Override
  public String type() {
    return guard.type();
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public List<Route> routes() {
    return routes;
  }
}
