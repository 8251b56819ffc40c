package io.azimuth.domain.azure.grace;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A time in which every call of a mount to Azure Resource Manager failed, on one server. Any answer
 * of Azure ends it, also a refusal and a request to call later. Immutable.
 *
 * @param since when the first of these calls failed
 * @param last when the last of them failed
 */
public record Outage(Instant since, Instant last) {

  /** How long calls must have failed before Azure counts as away. */
  public static final Duration AWAY_AFTER = Duration.ofMinutes(1);

  /**
   * How long one failure counts for the time after it: without a further call, Azure may have been
   * available again.
   */
  public static final Duration SILENCE = Duration.ofMinutes(5);

  public Outage {
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(last, "last");
    if (last.isBefore(since)) {
      throw new IllegalArgumentException("the last failure is not before the first one");
    }
  }

  /** The outage that begins with a failure at that time. */
  public static Outage beginning(Instant failure) {
    return new Outage(failure, failure);
  }

  /**
   * This outage after a further failure; a new one after a silence, or when the clock went back.
   */
  public Outage failedAgain(Instant now) {
    return isOfNow(now) ? new Outage(since, now) : beginning(now);
  }

  /** Whether Azure is away: calls failed for a minute, the last one not long ago. */
  public boolean isAway(Instant now) {
    return isOfNow(now) && Duration.between(since, last).compareTo(AWAY_AFTER) >= 0;
  }

  private boolean isOfNow(Instant now) {
    Duration silent = Duration.between(last, now);
    return !silent.isNegative() && silent.compareTo(SILENCE) <= 0;
  }
}
