package io.azimuth.application.sweep;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Leaves half of the time to requests: each break takes as long as the work since the break before
 * it, reading included, and a second at most: the process may have been stopped meanwhile. Not
 * thread-safe.
 */
public final class WorkPauses {

  private static final long LONGEST_NANOS = 1_000_000_000;

  private final LongSupplier nanos;
  private final LongConsumer sleep;
  private long workBegan;

  /**
   * The first piece of work begins now.
   *
   * @param nanos the time in nanoseconds, of any origin
   * @param sleep blocks for so many nanoseconds
   */
  WorkPauses(LongSupplier nanos, LongConsumer sleep) {
    this.nanos = nanos;
    this.sleep = sleep;
    workBegan = nanos.getAsLong();
  }

  /** Pauses of the thread that takes them. */
  public static WorkPauses begin() {
    return new WorkPauses(System::nanoTime, LockSupport::parkNanos);
  }

  /** Blocks; the next piece of work begins when it returns. */
  public void take() {
    sleep.accept(Math.min(nanos.getAsLong() - workBegan, LONGEST_NANOS));
    workBegan = nanos.getAsLong();
  }
}
