package io.azimuth.domain.azure.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The lists of a group that failed one after the other. A list is tried again soon, since the
 * single reads that replace it cost a call for each machine. Immutable.
 *
 * @param failures how many failed since the last one that did not
 * @param last when the last of them failed
 */
public record ListTries(int failures, Instant last) {

  /** After so many failures in a row the machines are read one by one. */
  public static final int MOST = 3;

  /** No list failed. */
  public static final ListTries NONE = new ListTries(0, Instant.MIN);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  /** A failure of so long ago does not count for the next list. */
  private static final Duration COUNTS_FOR = Duration.ofMinutes(1);

  public ListTries {
    Objects.requireNonNull(last, "last");
    if (failures < 0 || failures > MOST) {
      throw new IllegalArgumentException("no list is tried after " + MOST + " failures");
    }
  }

  /** These and a further failure. */
  public ListTries failedAt(Instant now) {
    boolean isFirst =
        failures == 0 || areOver() || now.isBefore(last) || !now.isBefore(last.plus(COUNTS_FOR));
    return new ListTries(isFirst ? 1 : failures + 1, now);
  }

  /** Whether no further list is tried. */
  public boolean areOver() {
    return failures == MOST;
  }

  /** How long it takes until the next try: 1 s after the first failure, then twice as long. */
  public Duration left(Instant now) {
    if (failures == 0 || areOver() || now.isBefore(last)) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, last.plus(FIRST_WAIT.multipliedBy(1L << (failures - 1))));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
