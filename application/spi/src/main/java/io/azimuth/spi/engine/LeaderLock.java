package io.azimuth.spi.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * A lock of the store that at most one of the processes that share it holds. It ends when its
 * process ends, stops, or loses the store for some seconds. For use by one thread, apart from
 * {@link #isHeld}. No method throws when the store cannot be reached: the lock is then not held. It
 * grows by default methods only.
 */
public interface LeaderLock {

  /**
   * Takes the lock if it is free, or confirms that it is still held. Blocks for the store. To be
   * called every second.
   *
   * @return whether it is held now
   */
  boolean hold();

  /** Whether it is held; false from the moment at which another process may have it. */
  boolean isHeld();

  /**
   * By how much the clock of this machine is ahead of that of the store, as the last call of {@link
   * #hold} found; empty when the store returns no time, or has not been asked.
   */
  default Optional<Duration> clockOffset() {
    return Optional.empty();
  }

  /** Gives the lock up; without it, does nothing. */
  void release();
}
