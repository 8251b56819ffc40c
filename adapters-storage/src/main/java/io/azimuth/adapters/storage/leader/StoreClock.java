package io.azimuth.adapters.storage.leader;

import io.azimuth.spi.metrics.ClockOffset;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.remote.LogAllowance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By how much this machine's clock is ahead of that of the store. All servers of a store compare
 * with the same clock, so two offsets show how far two servers are apart.
 */
public final class StoreClock implements MetricSource {

  /** The offset from which on the log warns. */
  static final Duration SUSPECT = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(StoreClock.class);

  private final LogAllowance warnings = LogAllowance.oncePer(Duration.ofMinutes(10));
  private volatile Optional<Duration> offset = Optional.empty();

  /** Knows no offset yet. */
  public StoreClock() {}

  /** Takes the time that the store returned last; empty when it returns none. */
  void compared(Optional<Duration> found, Instant now) {
    offset = found;
    found
        .filter(it -> it.abs().compareTo(SUSPECT) >= 0 && warnings.take(now) >= 0)
        .ifPresent(
            it ->
                LOG.warn(
                    "the clock of this machine is {} that of the database, offset_ms={}: what"
                        + " expires does so at another time at other servers; let NTP set it",
                    it.isNegative() ? "behind" : "ahead of",
                    it.toMillis()));
  }

  /** The offset that was found last. */
  Optional<Duration> offset() {
    return offset;
  }

  @Override
  public List<Measurement> measure() {
    return offset.stream().map(it -> ClockOffset.measured("database", it)).toList();
  }
}
