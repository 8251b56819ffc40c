package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.FilterReply;
import io.azimuth.application.logging.LogFormat;
import io.azimuth.application.logging.LogLevel;
import io.azimuth.application.port.log.LogMonitors;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Feed;
import io.azimuth.spi.api.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Copies records to monitors. While there are some, our loggers make records of the lowest level
 * that one of them wants; {@link EffectiveLevelFilter} keeps these out of the log itself.
 */
public final class LogbackMonitors implements LogMonitors, AutoCloseable {

  /** The most monitors at once. */
  static final int MOST = 8;

  private static final String OURS = "io.azimuth.";

  private final LoggerContext context;
  private final List<LogMonitor> monitors = new CopyOnWriteArrayList<>();
  private final Copy copy = new Copy();
  private final Wanted wanted = new Wanted();
  private boolean closed; // guarded by the context

  LogbackMonitors(LoggerContext context) {
    this.context = context;
    copy.setContext(context);
    wanted.setContext(context);
    wanted.start();
  }

  /** Monitors of the log of this process. */
  public static LogbackMonitors ofProcess() {
    return new LogbackMonitors((LoggerContext) LoggerFactory.getILoggerFactory());
  }

  @Override
  public Feed open(LogLevel level, LogFormat format) {
    LogMonitor monitor =
        new LogMonitor(
            context, SubsystemLevels.logback(level), Logging.layout(format), this::remove);
    synchronized (context) {
      if (closed) {
        throw new RefusedException(ErrorCategory.OVERLOADED, "the server is shutting down");
      }
      if (monitors.size() >= MOST) {
        throw new RefusedException(
            ErrorCategory.OVERLOADED, "there are " + MOST + " monitors of the log already");
      }
      monitors.add(monitor);
      attach();
    }
    return monitor;
  }

  @Override
  public void endAll() {
    monitors.forEach(LogMonitor::end);
  }

  /** Ends feeds that are older: rights end, and a client that vanished must not keep its place. */
  public void endOlderThan(Duration age) {
    monitors.stream().filter(monitor -> monitor.age().compareTo(age) > 0).forEach(LogMonitor::end);
  }

  /** Ends all feeds, and opens no more. */
  @Override
  public void close() {
    synchronized (context) {
      closed = true;
    }
    endAll();
  }

  private void remove(LogMonitor monitor) {
    synchronized (context) {
      monitors.remove(monitor);
      attach();
    }
  }

  private void attach() {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    wanted.level =
        monitors.stream()
            .map(LogMonitor::level)
            .reduce(Level.OFF, (one, other) -> one.isGreaterOrEqual(other) ? other : one);
    if (monitors.isEmpty()) {
      context.getTurboFilterList().remove(wanted);
      root.detachAppender(copy);
    } else {
      copy.start();
      context.getTurboFilterList().addIfAbsent(wanted);
      root.addAppender(copy); // does nothing when it is there
    }
  }

  private final class Copy extends AppenderBase<ILoggingEvent> {

    @Override
    protected void append(ILoggingEvent event) {
      monitors.forEach(monitor -> monitor.append(event));
    }
  }

  private static final class Wanted extends TurboFilter {

    private volatile Level level = Level.OFF;

    @Override
    public FilterReply decide(
        @Nullable Marker marker,
        Logger logger,
        Level asked,
        @Nullable String format,
        Object @Nullable [] params,
        @Nullable Throwable thrown) {
      return asked.isGreaterOrEqual(level) && logger.getName().startsWith(OURS)
          ? FilterReply.ACCEPT
          : FilterReply.NEUTRAL;
    }
  }
}
