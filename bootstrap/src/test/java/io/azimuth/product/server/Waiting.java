package io.azimuth.product.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens behind the answers. */
public final class Waiting {

  private static final long LOOK_EVERY_NANOS = 20_000_000;

  private Waiting() {}

  /** Looks again and again until it is so; fails after that time. */
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
