package io.azimuth.spi.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Lets one through and then nobody for a while. */
public final class MinInterval {

  private final Duration length;
  private Optional<Instant> lastPassed = Optional.empty();

  /** A pause of that length after each one let through. */
  public MinInterval(Duration length) {
    this.length = length;
  }

  /** Whether the pause is over; if so, the next one begins. */
  public synchronized boolean tryAcquire(Instant now) {
    boolean over = lastPassed.map(last -> hasPassed(last, now)).orElse(true);
    if (over) {
      lastPassed = Optional.of(now);
    }
    return over;
  }

  /** A clock that was set back ends the pause. */
  private boolean hasPassed(Instant last, Instant now) {
    Duration since = Duration.between(last, now);
    return since.isNegative() || since.compareTo(length) >= 0;
  }
}
