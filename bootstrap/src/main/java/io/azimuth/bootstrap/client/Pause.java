package io.azimuth.bootstrap.client;

import java.time.Duration;

/** Waits; a test's does not. */
@FunctionalInterface
public interface Pause {

  /** Blocks for so long. */
  void last(Duration duration) throws InterruptedException;

  /** Sleeps. */
  static Pause sleeping() {
    return duration -> Thread.sleep(duration.toMillis());
  }
}
