package io.azimuth.azure.line;

import java.time.Duration;

/** Wakes a line at the end of the pause that Azure asked for. */
@FunctionalInterface
public interface TurnTimer {

  /**
   * Runs the task after the pause. Does not block.
   *
   * @param task must not block
   */
  void after(Duration pause, Runnable task);
}
