package io.azimuth.bootstrap.tracing;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Decides which requests are recorded. A share of them is, with a limit for each second, so that a
 * flood of requests is not made worse by its traces. Callers are strangers: what they ask for has a
 * limit too, or one of them could have every request recorded, and push the others out of the
 * queue. A caller may always ask that its request is not recorded.
 */
final class CallerTraces {

  enum Wish {
    /** It has none, or a malformed one. */
    NONE,
    /** It records its own part. */
    RECORD,
    /** It does not record its own part. */
    SKIP
  }

  private static final long SECOND = 1_000_000_000L;

  private final double ratio;
  private final boolean asksCallers;
  private final PerSecond drawn;
  private final PerSecond wished;
  private final DoubleSupplier chance;

  /**
   * Decides by these limits.
   *
   * @param ratio the share of requests that are recorded without a wish of the caller
   * @param drawn how many of these are recorded in a second
   * @param wished how many more are recorded because their callers wish it; 0: no wish counts
   * @param chance numbers from 0 to 1, without 1
   * @param nanoTime a clock that only measures time
   */
  CallerTraces(double ratio, int drawn, int wished, DoubleSupplier chance, LongSupplier nanoTime) {
    this.ratio = ratio;
    this.asksCallers = wished > 0;
    this.drawn = new PerSecond(drawn, nanoTime);
    this.wished = new PerSecond(wished, nanoTime);
    this.chance = chance;
  }

  /** Whether a request of a caller with that wish is recorded. */
  boolean records(Wish wish) {
    if (asksCallers && wish == Wish.SKIP) {
      return false;
    }
    // The share is drawn here, not computed from the id of the trace, which the caller chooses.
    return (chance.getAsDouble() < ratio && drawn.take()) || (wish == Wish.RECORD && wished.take());
  }

  /** Counts what is taken in each second. */
  private static final class PerSecond {

    private final int most;
    private final LongSupplier nanoTime;
    private long begin;
    private int taken;

    PerSecond(int most, LongSupplier nanoTime) {
      this.most = most;
      this.nanoTime = nanoTime;
      this.begin = nanoTime.getAsLong();
    }

    synchronized boolean take() {
      long now = nanoTime.getAsLong();
      if (now - begin >= SECOND) {
        begin = now;
        taken = 0;
      }
      if (taken >= most) {
        return false;
      }
      taken++;
      return true;
    }
  }
}
