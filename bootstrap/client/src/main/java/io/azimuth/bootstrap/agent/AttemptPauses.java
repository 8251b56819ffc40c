package io.azimuth.bootstrap.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** How long to wait after failed attempts. */
public final class AttemptPauses {

  private static final int MAX_DOUBLINGS = 20;
  private static final double HALF = 0.5;
  private static final double QUARTER = 0.25;

  private final Duration shortest;
  private final Duration longest;
  private final DoubleSupplier chance;

  /**
   * Creates pauses that double from the shortest to the longest.
   *
   * @param chance gives numbers from 0 to 1, which spread agents that fail together
   */
  public AttemptPauses(Duration shortest, Duration longest, DoubleSupplier chance) {
    this.shortest = shortest;
    this.longest = longest;
    this.chance = chance;
  }

  /**
   * The pause after so many failures in a row, between half and all of the doubled time. A server
   * that said how long to wait is not asked earlier, but up to a quarter later.
   *
   * @param failures 1 or more
   * @param retryAfter what the server asked for
   */
  public Duration after(int failures, Optional<Duration> retryAfter) {
    if (retryAfter.isPresent()) {
      return times(retryAfter.get(), 1 + QUARTER * chance.getAsDouble());
    }
    int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
    Duration doubled = shortest.multipliedBy(1L << doublings);
    Duration bounded = doubled.compareTo(longest) > 0 ? longest : doubled;
    return times(bounded, HALF + HALF * chance.getAsDouble());
  }

  private static Duration times(Duration duration, double factor) {
    return Duration.ofMillis((long) (duration.toMillis() * factor));
  }
}
