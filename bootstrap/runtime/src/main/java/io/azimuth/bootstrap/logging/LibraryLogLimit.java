package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.azimuth.spi.remote.LogAllowance;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * Lets each logger of a library write ten lines a minute, and logs how many were left out. Clients
 * can make a library write a line for each connection, as fast as they connect. Our own loggers
 * have limits where they write.
 */
final class LibraryLogLimit extends Filter<ILoggingEvent> {

  private static final String OURS = "io.azimuth.";
  private static final int MOST = 10; // in a minute

  private final Logger log;
  private final Map<String, LogAllowance> allowances = new ConcurrentHashMap<>();

  LibraryLogLimit(LoggerContext context) {
    this.log = context.getLogger(LibraryLogLimit.class);
    setContext(context);
  }

  @Override
  public FilterReply decide(ILoggingEvent event) {
    String logger = event.getLoggerName();
    if (logger.startsWith(OURS)) {
      return FilterReply.NEUTRAL;
    }
    long leftOut =
        allowances
            .computeIfAbsent(logger, name -> LogAllowance.perMinute(MOST))
            .take(event.getInstant());
    if (leftOut < 0) {
      return FilterReply.DENY;
    }
    if (leftOut > 0) {
      log.warn("{} lines of {} were left out: more than {} in a minute", leftOut, logger, MOST);
    }
    return FilterReply.NEUTRAL;
  }
}
