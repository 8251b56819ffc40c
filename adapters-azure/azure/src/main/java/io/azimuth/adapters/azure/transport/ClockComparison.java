package io.azimuth.adapters.azure.transport;

import io.azimuth.spi.metrics.ClockOffset;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.remote.LogAllowance;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this machine's clock with the header {@code Date} of Azure's answers (RFC 9110, section
 * 6.6.1). A clock that is wrong makes the server refuse good tokens and accept expired ones. Safe
 * for use by many threads.
 */
public final class ClockComparison implements MetricSource {

  /** The offset from which on the log warns. */
  static final Duration SUSPECT = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(ClockComparison.class);
  private static final Duration RESOLUTION = Duration.ofSeconds(1); // of the header

  private final Clock clock;
  private final LogAllowance warnings = LogAllowance.oncePer(Duration.ofMinutes(10));
  private volatile Optional<Duration> offset = Optional.empty();

  /** Compares this clock; no answer is known yet. */
  public ClockComparison(Clock clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Compares with an answer that has just arrived.
   *
   * @param sent when the request was sent, by this clock
   * @param date the header; without one, or with one that is no date, nothing is compared
   */
  void answered(URI from, Instant sent, Optional<String> date) {
    date.flatMap(ClockComparison::read).ifPresent(azure -> compare(from, sent, azure));
  }

  private void compare(URI from, Instant sent, Instant azure) {
    // The answer was dated between sending and now, so a clock that fits into that is right.
    Duration least = Duration.between(azure.plus(RESOLUTION), sent);
    Duration most = Duration.between(azure, clock.instant());
    Duration found = least.isNegative() ? most.isNegative() ? most : Duration.ZERO : least;
    offset = Optional.of(found);
    if (found.abs().compareTo(SUSPECT) >= 0 && warnings.take(clock.instant()) >= 0) {
      LOG.warn(
          "the clock of this machine is {} that of {}, offset_seconds={}: tokens are judged by"
              + " this machine's; let NTP set it",
          found.isNegative() ? "behind" : "ahead of",
          from.getHost(),
          found.toSeconds());
    }
  }

  private static Optional<Instant> read(String date) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Measurement> measure() {
    return offset.stream().map(it -> ClockOffset.measured("azure", it)).toList();
  }
}
