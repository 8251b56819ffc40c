package io.azimuth.spi.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Limits how often something is done: once, and then not before a pause has passed. */
public final class MinInterval {

  private final Duration length;
  private Optional<Instant> lastPassed = Optional.empty();

  /** A pause of that length after each permission. */
  public MinInterval(Duration length) {
    this.length = length;
  }

  /** Whether the pause has passed; if so, this call starts the next pause. */
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
