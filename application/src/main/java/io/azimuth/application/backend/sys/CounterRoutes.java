package io.azimuth.application.backend.sys;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Operation;
import io.azimuth.application.api.Value;
import io.azimuth.application.census.Census;
import io.azimuth.application.census.Figures;
import io.azimuth.application.route.Access;
import io.azimuth.application.route.Call;
import io.azimuth.application.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.ToLongFunction;

/** How many tokens and entities there are, and when they were counted. */
@Singleton
public final class CounterRoutes {

  private final Census census;

  @Inject
  CounterRoutes(Census census) {
    this.census = census;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "internal/counters/tokens")
            .access(Access.AUTHORIZED)
            .handle(call -> show(call, "service_tokens", Figures::tokens)),
        Route.on(Operation.READ, "internal/counters/entities")
            .access(Access.AUTHORIZED)
            .handle(call -> show(call, "entities", Figures::entities)));
  }

  private Answer show(Call call, String name, ToLongFunction<Figures> number) {
    Figures figures = census.read(call.patience());
    Value.Obj total = Value.Obj.builder().put("total", number.applyAsLong(figures)).build();
    return Answer.data(
        Value.Obj.builder()
            .put("counters", Value.Obj.builder().put(name, total).build())
            .put("counted_at", figures.at().toString())
            .build());
  }
}
