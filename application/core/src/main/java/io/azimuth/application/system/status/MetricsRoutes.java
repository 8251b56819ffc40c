package io.azimuth.application.system.status;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.metrics.MetricsPage;
import io.azimuth.application.route.CoreCall;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The measurements, for callers with a token. */
@Singleton
final class MetricsRoutes {

  private static final Field<String> FORMAT =
      Field.text("format", "prometheus or openmetrics; absent: a summary in JSON");

  private final MetricsPage page;

  @Inject
  MetricsRoutes(MetricsPage page) {
    this.page = page;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "metrics")
            .access(Access.AUTHORIZED)
            .summary("Say what is counted and measured")
            .fields(FORMAT)
            .answers(MetricsPage.SUMMARY)
            .handle(core(this::read)));
  }

  private Answer read(CoreCall call) {
    return page.answer(call.fields().value(FORMAT), call.now());
  }
}
