package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/** Keeps records out of the log that were made only because a monitor wants a lower level. */
final class EffectiveLevelFilter extends Filter<ILoggingEvent> {

  private final LoggerContext loggers;

  EffectiveLevelFilter(LoggerContext context) {
    this.loggers = context;
    setContext(context);
  }

  @Override
  public FilterReply decide(ILoggingEvent event) {
    return event
            .getLevel()
            .isGreaterOrEqual(loggers.getLogger(event.getLoggerName()).getEffectiveLevel())
        ? FilterReply.NEUTRAL
        : FilterReply.DENY;
  }
}
