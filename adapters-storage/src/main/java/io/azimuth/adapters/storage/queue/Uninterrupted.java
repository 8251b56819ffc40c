package io.azimuth.adapters.storage.queue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Waits without ending at an interrupt, because a store that is only half closed would be worse.
 * The thread's interrupt flag is set again afterwards.
 */
public final class Uninterrupted {

  private Uninterrupted() {}

  /** Waits until all tasks of the executor have ended. */
  public static void awaitEnd(ExecutorService executor) {
    until(() -> executor.awaitTermination(1, TimeUnit.MINUTES));
  }

  /** Waits until the thread has ended. */
  public static void awaitEnd(Thread thread) {
    until(
        () -> {
          thread.join();
          return true;
        });
  }

  /** Repeats a step that waits until it has reached its goal. */
  public static void until(Step step) {
    boolean interrupted = false;
    boolean done = false;
    while (!done) {
      try {
        done = step.done();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for some time. Returns true when the wait has reached its goal. */
  public interface Step {
    /** Whether the goal is reached. */
    boolean done() throws InterruptedException;
  }
}
