package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.azimuth.application.logging.LogFormat;
import io.azimuth.application.logging.LogLevel;
import java.io.OutputStream;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Configures the log and changes its configuration. Thread-safe. */
public final class Logging {

  /**
   * The levels of libraries whose records are of no use to operators. Our own records follow {@code
   * log_level}.
   */
  private static final Map<String, Level> QUIET =
      Map.of(
          "io.undertow", Level.WARN,
          "org.xnio", Level.WARN,
          "org.jboss", Level.WARN,
          "org.mapdb", Level.WARN,
          "org.jose4j", Level.WARN,
          // Their errors quote Azure's answers. Our own records explain them.
          "com.azure", Level.OFF,
          "com.microsoft", Level.OFF,
          "reactor", Level.WARN);

  /**
   * Written at any {@code log_level}, because the configuration of a mount enables it separately.
   */
  private static final Map<String, Level> ASKED_FOR = Map.of("io.azimuth.azure.calls", Level.INFO);

  private static final String APPENDER = "server";

  private final LoggerContext context;
  private final OutputStream target;

  private Logging(LoggerContext context, OutputStream target) {
    this.context = context;
    this.target = target;
  }

  /** Creates the log of the process. It writes to the target and never closes it. */
  public static Logging to(OutputStream target) {
    return new Logging((LoggerContext) LoggerFactory.getILoggerFactory(), target);
  }

  static Logging of(LoggerContext context, OutputStream target) {
    return new Logging(context, target);
  }

  /** Replaces format and level. */
  public synchronized void configure(LogConfig config) {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender(config.format()));
    level(config.level());
  }

  /** Replaces only the level, also in parts of the server where it was changed at run time. */
  public synchronized void level(LogLevel level) {
    SubsystemLevels.forget(context);
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
    appender.addFilter(new EffectiveLevelFilter(context));
    appender.addFilter(new LibraryLogLimit(context));
    appender.start();
    return appender;
  }

  private static Encoder<ILoggingEvent> encoder(LogFormat format) {
    return new RecordEncoder(layout(format));
  }

  static RecordLayout layout(LogFormat format) {
    return switch (format) {
      case STANDARD -> new StandardLayout();
      case JSON -> new JsonLayout();
    };
  }
}
