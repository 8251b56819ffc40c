package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.azimuth.bootstrap.config.LogConfig;
import io.azimuth.bootstrap.config.LogFormat;
import io.azimuth.bootstrap.config.LogLevel;
import java.io.OutputStream;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Sets the log up, and sets it up again. Safe for use by many threads. */
public final class Logging {

  /** What others write below this is of no use to an operator; ours follows {@code log_level}. */
  private static final Map<String, Level> QUIET =
      Map.of(
          "io.undertow", Level.WARN,
          "org.xnio", Level.WARN,
          "org.jboss", Level.WARN,
          "org.mapdb", Level.WARN,
          "org.jose4j", Level.WARN,
          // Their errors quote what Azure answered; what it means is in our own log.
          "com.azure", Level.OFF,
          "com.microsoft", Level.OFF,
          "reactor", Level.WARN);

  /** Printed whatever {@code log_level} says, since a mount asks for it by itself. */
  private static final Map<String, Level> ASKED_FOR = Map.of("io.azimuth.azure.calls", Level.INFO);

  private static final String APPENDER = "server";

  private final LoggerContext context;
  private final OutputStream target;

  private Logging(LoggerContext context, OutputStream target) {
    this.context = context;
    this.target = target;
  }

  /** The process's log, written to the target, which is never closed. */
  public static Logging to(OutputStream target) {
    return new Logging((LoggerContext) LoggerFactory.getILoggerFactory(), target);
  }

  static Logging of(LoggerContext context, OutputStream target) {
    return new Logging(context, target);
  }

  /** Replaces form and level. */
  public synchronized void configure(LogConfig config) {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender(config.format()));
    level(config.level());
  }

  /** Replaces the level alone. */
  public synchronized void level(LogLevel level) {
    Level ours = Level.toLevel(level.name());
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(ours);
    QUIET.forEach(
        (name, floor) ->
            context.getLogger(name).setLevel(floor.isGreaterOrEqual(ours) ? floor : ours));
    ASKED_FOR.forEach((name, fixed) -> context.getLogger(name).setLevel(fixed));
  }

  private OutputStreamAppender<ILoggingEvent> appender(LogFormat format) {
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setName(APPENDER);
    appender.setContext(context);
    appender.setEncoder(encoder(format));
    appender.setOutputStream(new CloseShieldOutputStream(target));
    appender.start();
    return appender;
  }

  private static Encoder<ILoggingEvent> encoder(LogFormat format) {
    return new RecordEncoder(
        switch (format) {
          case STANDARD -> new StandardLayout();
          case JSON -> new JsonLayout();
        });
  }
}
