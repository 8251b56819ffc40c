package io.azimuth.bootstrap.client;

import java.time.Duration;

/** Waits. Tests replace it to avoid real waiting. */
@FunctionalInterface
public interface Sleeper {

  /** Blocks for this time. */
  void sleep(Duration duration) throws InterruptedException;

  /** A sleeper that blocks the thread. */
  static Sleeper system() {
    return duration -> Thread.sleep(duration.toMillis());
  }
}
