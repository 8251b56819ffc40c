package io.azimuth.azure.login.facts;

import io.azimuth.spi.remote.LogAllowance;
import io.azimuth.spi.route.CallInput;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The lines about logins for which Azure gave no usable answer: ten a second, because each login
 * can cause one.
 */
final class LookupLog {

  private final Logger log;
  private final Clock clock;
  private final LogAllowance allowance = LogAllowance.perSecond(10);

  LookupLog(Logger log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Writes a line, if it is allowed.
   *
   * @param problem what happened
   * @param subject the resource, the principal or both
   */
  void tell(Level level, String problem, CallInput call, Map<String, ?> subject, String detail) {
    long unlogged = allowance.take(clock.instant());
    if (unlogged >= 0) {
      LoggingEventBuilder line = log.atLevel(level);
      for (Map.Entry<String, ?> one : subject.entrySet()) {
        line = line.addKeyValue(one.getKey(), one.getValue());
      }
      line.log(
          "{}, mount={}, request_id={}, unlogged={}: {}",
          problem,
          call.mount().path(),
          call.request().id(),
          unlogged,
          detail);
    }
  }
}
