package io.azimuth.application.gateway;

import java.time.Duration;

/** Lets a request pause between two attempts, without a thread. */
@FunctionalInterface
public interface RetryTimer {

  /**
   * Runs the task after the pause. Does not block.
   *
   * @param task must not block
   * @throws java.util.concurrent.RejectedExecutionException when the server stops
   */
  void after(Duration pause, Runnable task);
}
