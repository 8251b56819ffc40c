package io.azimuth.application.system.inspect;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.logging.LogLevel;
import io.azimuth.application.port.log.LogLevels;
import io.azimuth.application.route.CoreCall;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** The log level of each subsystem. */
@Singleton
final class LoggerRoutes {

  private static final String ALL = "loggers";
  private static final String ONE = "loggers/:name";
  private static final String NAME = "name";
  private static final String SUBSYSTEM = "The name of the subsystem.";
  private static final Field<String> LEVEL = Field.text("level", LogLevel.NAMES);

  private final LogLevels levels;

  @Inject
  LoggerRoutes(LogLevels levels) {
    this.levels = levels;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, ALL)
            .access(Access.AUTHORIZED)
            .summary("Say at which level each subsystem logs")
            .answers(AnswerSchema.data())
            .handle(core(call -> Answer.data(shown(levels.all())))),
        Route.on(Operation.WRITE, ALL)
            .access(Access.AUTHORIZED)
            .summary("Change the log level of all subsystems")
            .fields(LEVEL)
            .answers(AnswerSchema.nothing())
            .handle(core(this::changeAll)),
        Route.on(Operation.DELETE, ALL)
            .access(Access.AUTHORIZED)
            .summary("Return to the configured log level")
            .answers(AnswerSchema.nothing())
            .handle(core(this::resetAll)),
        Route.on(Operation.READ, ONE)
            .access(Access.AUTHORIZED)
            .summary("Say at which level a subsystem logs")
            .captures(NAME, SUBSYSTEM)
            .answers(AnswerSchema.data())
            .handle(core(call -> Answer.data(one(call)))),
        Route.on(Operation.WRITE, ONE)
            .access(Access.AUTHORIZED)
            .summary("Change the log level of a subsystem")
            .fields(LEVEL)
            .answers(AnswerSchema.nothing())
            .handle(core(this::change)),
        Route.on(Operation.DELETE, ONE)
            .access(Access.AUTHORIZED)
            .summary("Return to the configured log level in a subsystem")
            .answers(AnswerSchema.nothing())
            .handle(core(this::reset)));
  }

  private Answer changeAll(CoreCall call) {
    LogLevel level = level(call);
    call.afterCommit().onSettled(() -> levels.changeAll(level));
    return new Answer.Empty();
  }

  private Answer resetAll(CoreCall call) {
    call.afterCommit().onSettled(() -> levels.changeAll(levels.configured()));
    return new Answer.Empty();
  }

  private Answer change(CoreCall call) {
    String name = name(call);
    LogLevel level = level(call);
    call.afterCommit().onSettled(() -> levels.change(name, level));
    return new Answer.Empty();
  }

  private Answer reset(CoreCall call) {
    String name = name(call);
    call.afterCommit().onSettled(() -> levels.change(name, levels.configured()));
    return new Answer.Empty();
  }

  private Value.Obj one(CoreCall call) {
    String name = call.fields().captured(NAME);
    LogLevel level = levels.all().get(name);
    if (level == null) {
      throw unknown(name);
    }
    return Value.Obj.builder().put(name, text(level)).build();
  }

  private String name(CoreCall call) {
    String name = call.fields().captured(NAME);
    if (!levels.all().containsKey(name)) {
      throw unknown(name);
    }
    return name;
  }

  private RefusedException unknown(String name) {
    return RefusedException.invalid(
        "logger \"" + name + "\" not found; there are " + String.join(", ", levels.all().keySet()));
  }

  private static LogLevel level(CoreCall call) {
    String text = call.fields().value(LEVEL);
    if (text.isEmpty()) {
      throw RefusedException.invalid("level is required");
    }
    return LogLevel.parse(text)
        .orElseThrow(
            () -> RefusedException.invalid("invalid level provided: it is " + LogLevel.NAMES));
  }

  private static Value.Obj shown(SortedMap<String, LogLevel> levels) {
    Value.Builder shown = Value.Obj.builder();
    levels.forEach((name, level) -> shown.put(name, text(level)));
    return shown.build();
  }

  private static String text(LogLevel level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
