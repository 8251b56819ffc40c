package io.azimuth.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for effects that appear after the answer. */
public final class Waiting {

  private static final long LOOK_EVERY_NANOS = 20_000_000;

  private Waiting() {}

  /** Checks the condition repeatedly until it holds; fails after this time. */
  public static void until(Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not so within " + atMost);
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }
}
