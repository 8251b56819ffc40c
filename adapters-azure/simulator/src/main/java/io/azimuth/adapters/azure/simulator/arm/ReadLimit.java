package io.azimuth.adapters.azure.simulator.arm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Limits all reads together: so many in a time that begins with its first read. A read that is
 * refused does not count, as in Azure.
 */
public final class ReadLimit {

  private static final int MAX_SECONDS = 3_600;

  private final Clock clock;
  private Optional<Rule> rule = Optional.empty();
  private Instant end = Instant.MIN;
  private int left;

  private record Rule(int reads, Duration time) {}

  public ReadLimit(Clock clock) {
    this.clock = clock;
  }

  /**
   * Allows so many reads in that time.
   *
   * @throws IllegalArgumentException for a negative number, or a time that is not 1 s to 1 h
   */
  public synchronized void set(int reads, Duration time) {
    if (reads < 0 || time.toSeconds() < 1 || time.toSeconds() > MAX_SECONDS) {
      throw new IllegalArgumentException("reads is not negative, and seconds is 1 to 3600");
    }
    rule = Optional.of(new Rule(reads, time));
    end = Instant.MIN;
  }

  /** Allows any number again. */
  public synchronized void clear() {
    rule = Optional.empty();
  }

  /** Counts a read; returns how long the client must wait, zero when the read is allowed. */
  synchronized Duration take() {
    if (rule.isEmpty()) {
      return Duration.ZERO;
    }
    Instant now = clock.instant();
    if (!now.isBefore(end)) {
      end = now.plus(rule.get().time());
      left = rule.get().reads();
    }
    if (left == 0) {
      return Duration.between(now, end);
    }
    left--;
    return Duration.ZERO;
  }
}
