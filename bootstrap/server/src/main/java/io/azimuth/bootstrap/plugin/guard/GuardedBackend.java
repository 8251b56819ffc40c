package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.application.route.RouteTable;
import io.azimuth.bootstrap.plugin.limit.AnswerLimits;
import io.azimuth.bootstrap.plugin.limit.DescriptionLimits;
import io.azimuth.spi.Backend;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Access;
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
  private final BoundedLabelValues labels = new BoundedLabelValues();

  /**
   * Reads type, description and routes once.
   *
   * @throws IllegalStateException when two routes have the same operation and match the same paths
   * @throws PluginFailedException when it describes itself in a way that the server cannot show
   */
  GuardedBackend(Backend backend, PluginGuard guard) {
    this.guard = guard;
    this.description = guard.upkeep().call("description", backend::description);
    List<Route> own = guard.upkeep().call("routes", () -> List.copyOf(backend.routes()));
    DescriptionLimits.problem(description, own)
        .ifPresent(
            problem -> {
              throw new PluginFailedException(guard + " " + problem);
            });
    this.routes = own.stream().map(this::guarded).toList();
    var unused = new RouteTable(routes);
  }

  private Route guarded(Route route) {
    if (route.access() == Access.PUBLIC_EVEN_SEALED) {
      throw new PluginFailedException(
          "the access PUBLIC_EVEN_SEALED of " + route + " is for the server's own routes");
    }
    Handler handler = route.handler();
    return route.waiting(
        call -> Answer.of(handle(route, handler, new GuardedCall(call))),
        call -> exists(route, call));
  }

  private Awaited<Boolean> exists(Route route, Call call) {
    GuardedCall own = new GuardedCall(call);
    return guarded("the existence check of " + route, own, () -> route.exists(own))
        .then(
            exists -> {
              own.end();
              return exists;
            });
  }

  private Awaited<Answer> handle(Route route, Handler handler, GuardedCall call) {
    String place = "the handler of " + route;
    return guarded(place, call, () -> handler.handle(call))
        .thenAwait(answer -> settled(place, call, answer));
  }

  // What an answer leaves for later is code of the plugin, too: actions, and steps after a wait.
  private Awaited<Answer> settled(String place, GuardedCall call, Answer answer) {
    call.handOver(action -> guard.later("an action after " + place, action));
    if (answer instanceof Answer.Await wait) {
      return PluginGuard.<Answer>steps(
              wait.pending(), call.deadline(), step -> guarded(place, call, step))
          .thenAwait(later -> settled(place, call, later));
    }
    call.end();
    guard.ended(call.mount());
    if (!isAllowed(answer, call)) {
      throw new PluginFailedException(
          guard + " answered with content, a token or a lease of its own from " + place);
    }
    AnswerLimits.problem(answer)
        .ifPresent(
            problem -> {
              throw new PluginFailedException(
                  guard + " gave an answer " + problem + " from " + place);
            });
    return Awaited.of(answer);
  }

  // The request goes on without code that failed or is late.
  private <T> Awaited<T> guarded(String place, GuardedCall call, Supplier<T> code) {
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
    return Awaited.recovering(
        () ->
            guard
                .handle(
                    place, call.mount(), PluginCaller.of(call), call.deadline().remaining(), marked)
                .then(
                    result -> {
                      handOverNotes(call, over);
                      return result;
                    }),
        RuntimeException.class,
        e -> {
          call.end();
          handOverNotes(call, over);
          throw e;
        });
  }

  // Also after a refusal; code that is late may still add notes.
  private void handOverNotes(GuardedCall call, AtomicBoolean over) {
    if (over.get()) {
      call.handOverNotes(labels);
    }
  }

  // The record of a token or lease that was never issued would mislead readers of the audit log.
  private static boolean isAllowed(Answer answer, GuardedCall call) {
    if (answer instanceof Answer.Envelope envelope) {
      return envelope.auth().map(call::issued).orElse(true)
          && envelope.lease().map(call::issued).orElse(true);
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
