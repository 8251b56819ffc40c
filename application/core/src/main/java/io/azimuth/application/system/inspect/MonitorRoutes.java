package io.azimuth.application.system.inspect;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.logging.LogFormat;
import io.azimuth.application.logging.LogLevel;
import io.azimuth.application.port.log.LogMonitors;
import io.azimuth.application.route.CoreCall;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The log while it is written. */
@Singleton
final class MonitorRoutes {

  private static final Field<String> LEVEL =
      Field.text("log_level", LogLevel.NAMES + "; absent: info");
  private static final Field<String> FORMAT =
      Field.text("log_format", LogFormat.NAMES + "; absent: standard");

  private final LogMonitors monitors;

  @Inject
  MonitorRoutes(LogMonitors monitors) {
    this.monitors = monitors;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "monitor")
            .access(Access.AUTHORIZED)
            .summary("Show the log while it is written, until the client goes")
            .fields(LEVEL, FORMAT)
            .answers(AnswerSchema.bytes())
            .handle(core(this::open)));
  }

  private Answer open(CoreCall call) {
    String level = call.fields().value(LEVEL);
    String format = call.fields().value(FORMAT);
    LogLevel least =
        level.isEmpty()
            ? LogLevel.INFO
            : LogLevel.parse(level)
                .orElseThrow(() -> RefusedException.invalid("unknown log level"));
    LogFormat form =
        format.isEmpty()
            ? LogFormat.STANDARD
            : LogFormat.parse(format)
                .orElseThrow(() -> RefusedException.invalid("unknown log format"));
    return new Answer.Stream(monitors.open(least, form));
  }
}
