package io.azimuth.application.gateway;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs requests that were not served, for each code once a minute, with the number of those left
 * out: while Azure or an audit device is away, strangers choose how many there are. Unexpected
 * faults are ten times as many, because each may be another one.
 */
@Singleton
final class FaultLog {

  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int UNEXPECTED_LINES = 10;

  private final Clock clock;
  private final Map<ErrorCode, Window> windows = new EnumMap<>(ErrorCode.class);

  @Inject
  FaultLog(Clock clock) {
    this.clock = clock;
  }

  /** Logs that the request was not served. Requests to a sealed server are not logged. */
  void notServed(String requestId, ErrorCode code, Throwable thrown) {
    if (code == ErrorCode.SEALED) {
      return;
    }
    long unlogged = take(code);
    if (unlogged < 0) {
      return;
    }
    if (code.category() == ErrorCategory.INTERNAL) {
      LOG.error(
          "request failed, request_id={}, code={}, unlogged={}", requestId, code, unlogged, thrown);
    } else {
      LOG.warn(
          "request not served, request_id={}, code={}, unlogged={}: {}",
          requestId,
          code,
          unlogged,
          thrown.getMessage());
    }
  }

  private synchronized long take(ErrorCode code) {
    int lines = code == ErrorCode.UNEXPECTED ? UNEXPECTED_LINES : 1;
    return windows.computeIfAbsent(code, unused -> new Window()).take(clock.instant(), lines);
  }

  /** The lines of one code in the present minute. */
  private static final class Window {

    private Instant begin = Instant.MIN;
    private int lines;
    private long leftOut;

    /** The number of lines left out since the last one; -1 when this one is left out, too. */
    long take(Instant now, int most) {
      if (now.isBefore(begin) || !now.isBefore(begin.plus(WINDOW))) {
        begin = now;
        lines = 0;
      }
      if (lines == most) {
        leftOut++;
        return -1;
      }
      lines++;
      long before = leftOut;
      leftOut = 0;
      return before;
    }
  }
}
