package io.azimuth.application.system.status;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.route.CoreCall;
import io.azimuth.application.usage.UsageCounter;
import io.azimuth.application.usage.UsageCounts;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.ToLongFunction;

/** The numbers of tokens and entities, and the time when they were counted. */
@Singleton
final class UsageCounterRoutes {

  private final UsageCounter counter;

  @Inject
  UsageCounterRoutes(UsageCounter counter) {
    this.counter = counter;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "internal/counters/tokens")
            .access(Access.AUTHORIZED)
            .answers(answer("service_tokens"))
            .handle(core(call -> show(call, "service_tokens", UsageCounts::tokens))),
        Route.on(Operation.READ, "internal/counters/entities")
            .access(Access.AUTHORIZED)
            .answers(answer("entities"))
            .handle(core(call -> show(call, "entities", UsageCounts::entities))));
  }

  private static AnswerSchema answer(String name) {
    return AnswerSchema.data(
        AnswerField.object(
            "counters",
            "what was counted",
            AnswerField.object(name, "these", AnswerField.number("total", "how many there are"))),
        AnswerField.time("counted_at", "when they were counted"));
  }

  private Answer show(CoreCall call, String name, ToLongFunction<UsageCounts> number) {
    return Answer.of(counter.read(call.deadline()).then(figures -> show(figures, name, number)));
  }

  private static Answer show(UsageCounts figures, String name, ToLongFunction<UsageCounts> number) {
    Value.Obj total = Value.Obj.builder().put("total", number.applyAsLong(figures)).build();
    return Answer.data(
        Value.Obj.builder()
            .put("counters", Value.Obj.builder().put(name, total).build())
            .put("counted_at", figures.at().toString())
            .build());
  }
}
