package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.application.route.RouteTable;
import io.azimuth.spi.Backend;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Handler;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A backend of a plugin whose handlers run under a guard. */
final class GuardedBackend implements Backend {

  private final PluginGuard guard;
  private final String description;
  private final List<Route> routes;
  private final FewTexts labels = new FewTexts();

  /**
   * Reads type, description and routes once.
   *
   * @throws IllegalStateException when two routes have the same operation and match the same paths
   */
  GuardedBackend(Backend backend, PluginGuard guard) {
    this.guard = guard;
    this.description = guard.call("description", backend::description);
    this.routes =
        guard.call("routes", () -> List.copyOf(backend.routes())).stream()
            .map(this::guarded)
            .toList();
    var unused = new RouteTable(routes);
  }

  private Route guarded(Route route) {
    Handler handler = route.handler();
    return route.with(
        call -> handle(route, handler, new GuardedCall(call)), call -> exists(route, call));
  }

  private boolean exists(Route route, Call call) {
    GuardedCall own = new GuardedCall(call);
    boolean exists = guarded("the existence check of " + route, own, () -> route.exists(own));
    own.end();
    return exists;
  }

  private Answer handle(Route route, Handler handler, GuardedCall call) {
    String place = "the handler of " + route;
    return watched(place, call, guarded(place, call, () -> handler.handle(call)));
  }

  // The request goes on without code that failed or is late.
  private <T> T guarded(String place, GuardedCall call, Supplier<T> code) {
    AtomicBoolean over = new AtomicBoolean();
    Supplier<T> marked =
        () -> {
          try {
            return code.get();
          } finally {
            call.check(); // if it throws, nothing is handed over
            over.set(true);
          }
        };
    boolean returned = false;
    try {
      T result = guard.handle(place, call.mount(), call.deadline().remaining(), marked);
      returned = true;
      return result;
    } finally {
      if (!returned) {
        call.end();
      }
      if (over.get()) { // also after a refusal; code that is late may still add notes
        call.handOverNotes(labels);
      }
    }
  }

  // What an answer leaves for later is code of the plugin, too: actions, and steps after a wait.
  private Answer watched(String place, GuardedCall call, Answer answer) {
    call.handOver(action -> guard.later("an action after " + place, action));
    if (answer instanceof Answer.Await wait) {
      return Answer.of(
          wait.pending()
              .runBy(rest -> () -> guarded(place, call, rest))
              .then(later -> watched(place, call, later)));
    }
    call.end();
    guard.ended(call.mount());
    if (!isAllowed(answer, call)) {
      throw new PluginFailedException(
          guard.type() + " answered with content or a token of its own from " + place);
    }
    return answer;
  }

  // The record of a token that was never issued would mislead whoever reads the audit log.
  private static boolean isAllowed(Answer answer, GuardedCall call) {
    if (answer instanceof Answer.Envelope envelope) {
      return envelope.auth().isEmpty() || call.issued(envelope.auth().get());
    }
    return !(answer instanceof Answer.Download
        || answer instanceof Answer.Stream
        || answer instanceof Answer.Wrapped);
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
