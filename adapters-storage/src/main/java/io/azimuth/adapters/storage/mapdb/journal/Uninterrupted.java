package io.azimuth.adapters.storage.mapdb.journal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Waiting that an interrupt does not cut short: a store half closed would be worse. */
public final class Uninterrupted {

  private Uninterrupted() {}

  public static void awaitEnd(ExecutorService executor) {
    until(() -> executor.awaitTermination(1, TimeUnit.MINUTES));
  }

  public static void awaitEnd(Thread thread) {
    until(
        () -> {
          thread.join();
          return true;
        });
  }

  static void until(Step step) {
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

  /** Waits a while; whether that was enough. */
  interface Step {
    boolean done() throws InterruptedException;
  }
}
