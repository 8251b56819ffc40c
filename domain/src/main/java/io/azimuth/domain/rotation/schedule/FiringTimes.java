package io.azimuth.domain.rotation.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The moments at which a schedule fires: whole minutes of UTC, without end. A pure function; safe
 * for use by many threads.
 */
@FunctionalInterface
public interface FiringTimes {

  /** The first moment after this one; never this moment itself. */
  Instant next(Instant after);

  /**
   * The latest moment after {@code after} and not after {@code until}; empty when there is none.
   */
  default Optional<Instant> latest(Instant after, Instant until) {
    if (next(after).isAfter(until)) {
      return Optional.empty();
    }
    // Halves the interval until only one moment fits into it, because a server that was down for
    // years must not step through its minutes.
    Instant before = after;
    Instant beyond = until;
    while (Duration.between(before, beyond).compareTo(Duration.ofSeconds(1)) > 0) {
      Instant middle = before.plus(Duration.between(before, beyond).dividedBy(2));
      if (next(middle).isAfter(until)) {
        beyond = middle;
      } else {
        before = middle;
      }
    }
    return Optional.of(next(before));
  }

  /** How often it fires on a day on which it fires: counts the whole of the next such day. */
  default int perDay(Instant from) {
    Instant day = next(from).truncatedTo(ChronoUnit.DAYS);
    int count = 0;
    for (Instant at = next(day.minusSeconds(1));
        at.isBefore(day.plus(1, ChronoUnit.DAYS));
        at = next(at)) {
      count++;
    }
    return count;
  }
}
