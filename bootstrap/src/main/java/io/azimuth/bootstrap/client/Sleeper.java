package io.azimuth.bootstrap.client;

import java.time.Duration;

/** Waits; a test's does not. */
@FunctionalInterface
public interface Sleeper {

  /** Blocks for so long. */
  void sleep(Duration duration) throws InterruptedException;

  /** Sleeps. */
  static Sleeper system() {
    return duration -> Thread.sleep(duration.toMillis());
  }
}
