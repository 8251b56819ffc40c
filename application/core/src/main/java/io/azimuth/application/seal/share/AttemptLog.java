package io.azimuth.application.seal.share;

import io.azimuth.spi.remote.LogAllowance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what strangers can do with key shares: begin, cancel and fail attempts. Ten lines a minute
 * in all, with the number of those left out.
 */
@Singleton
public final class AttemptLog {

  private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);
  private static final int LINES_PER_MINUTE = 10;

  private final LogAllowance allowance = LogAllowance.perMinute(LINES_PER_MINUTE);
  private final Clock clock;

  @Inject
  AttemptLog(Clock clock) {
    this.clock = clock;
  }

  public void happened(String what) {
    long unlogged = allowance.take(clock.instant());
    if (unlogged >= 0) {
      LOG.warn("{}, unlogged={}", what, unlogged);
    }
  }
}
