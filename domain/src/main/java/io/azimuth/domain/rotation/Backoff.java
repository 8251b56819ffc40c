package io.azimuth.domain.rotation;

import java.time.Duration;
import java.util.Objects;

/**
 * Pauses that double.
 *
 * @param first after the first failure
 * @param longest the upper limit
 */
public record Backoff(Duration first, Duration longest) {

  private static final int DOUBLED_AT_MOST = 30;

  public Backoff {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(longest, "longest");
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("pauses are positive and grow");
    }
  }

  /** The pause after this number of failures in a row, at least one. */
  public Duration after(int failures) {
    Duration pause = first.multipliedBy(1L << Math.min(Math.max(failures, 1) - 1, DOUBLED_AT_MOST));
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
