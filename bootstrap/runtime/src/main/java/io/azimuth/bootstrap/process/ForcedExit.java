package io.azimuth.bootstrap.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Ends a process that is at its end and does not end: a plugin or a library may have left a
 * shutdown hook that hangs, and then the supervisor would wait.
 */
public final class ForcedExit {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ForcedExit() {}

  /**
   * Ends the process by the action, with that code, if it still runs after a while.
   *
   * @param halt must not run shutdown hooks
   */
  public static void begin(IntConsumer halt, int code) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Thread thread =
        new Thread(
            () -> {
              for (long left = PATIENCE.toNanos(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
              }
              halt.accept(code);
            },
            "forced-exit");
    thread.setDaemon(true);
    thread.start();
  }
}
