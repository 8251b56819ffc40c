package io.azimuth.domain.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The attempts to end the secret of a lease that have failed. The pause before the next one doubles
 * each time, from ten seconds to an hour.
 *
 * @param count how many
 * @param next when the next attempt is due
 * @param reason of the last failure, for the operator; empty when there was none
 */
public record FailedAttempts(int count, Instant next, String reason) {

  /** No attempt has failed. */
  public static final FailedAttempts NONE = new FailedAttempts(0, Instant.EPOCH, "");

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 9; // 10 s, 512 times: more than an hour
  private static final int LONGEST_REASON = 240;

  public FailedAttempts {
    Objects.requireNonNull(next, "next");
    Objects.requireNonNull(reason, "reason");
    if (count < 0) {
      throw new IllegalArgumentException("attempts are counted from 0");
    }
  }

  /** One more, at that moment. The reason is cut after 240 characters. */
  public FailedAttempts another(Instant now, String cause) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(count, MOST_DOUBLINGS));
    Duration pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    String kept = cause.length() <= LONGEST_REASON ? cause : cause.substring(0, LONGEST_REASON);
    return new FailedAttempts(Math.addExact(count, 1), now.plus(pause), kept);
  }

  /** Whether an attempt is due. */
  public boolean isDue(Instant now) {
    return !now.isBefore(next);
  }
}
