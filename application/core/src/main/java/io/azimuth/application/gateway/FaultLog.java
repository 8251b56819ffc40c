package io.azimuth.application.gateway;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.LogAllowance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
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
  private static final int LINES = 1;
  private static final int UNEXPECTED_LINES = 10;

  private final Clock clock;
  private final Map<ErrorCode, LogAllowance> allowances = new EnumMap<>(ErrorCode.class);

  @Inject
  FaultLog(Clock clock) {
    this.clock = clock;
  }

  /** Logs that the request was not served. Requests to a sealed server are not logged. */
  void notServed(String requestId, ErrorCode code, Throwable thrown) {
    if (code == ErrorCode.SEALED) {
      return;
    }
    long unlogged = allowance(code).take(clock.instant());
    if (unlogged < 0) {
      return;
    }
    if (code == ErrorCode.AUDIT_FAILED) { // the log has a line of each device that says why
      LOG.error(
          "request failed, request_id={}, code={}, unlogged={}: {}",
          requestId,
          code,
          unlogged,
          ServiceException.in(thrown).map(ServiceException::detail).orElse("no record of it"));
    } else if (code.category() == ErrorCategory.INTERNAL) {
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

  private synchronized LogAllowance allowance(ErrorCode code) {
    return allowances.computeIfAbsent(
        code,
        unused -> LogAllowance.perMinute(code == ErrorCode.UNEXPECTED ? UNEXPECTED_LINES : LINES));
  }
}
