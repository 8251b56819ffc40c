package io.azimuth.bootstrap.tracing;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Decides which requests are recorded. Callers are strangers: what they ask for has a limit, or one
 * of them could have every request recorded, and push the others out of the queue. A caller may
 * always ask that its request is not recorded.
 */
final class CallerTraces {

  /** What the caller says of its trace. */
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
  private final int perSecond;
  private final DoubleSupplier chance;
  private final LongSupplier nanoTime;
  private long begin;
  private int taken;

  /**
   * Decides by these limits.
   *
   * @param ratio the share of requests that are recorded without a wish of the caller
   * @param perSecond how many more are recorded because their callers wish it; 0: no wish counts
   * @param chance numbers from 0 to 1, without 1
   * @param nanoTime a clock that only measures time
   */
  CallerTraces(double ratio, int perSecond, DoubleSupplier chance, LongSupplier nanoTime) {
    this.ratio = ratio;
    this.perSecond = perSecond;
    this.chance = chance;
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
  }

  /** Whether a request of a caller with that wish is recorded. */
  boolean records(Wish wish) {
    if (perSecond > 0 && wish == Wish.SKIP) {
      return false;
    }
    // The share is drawn here, not computed from the id of the trace, which the caller chooses.
    return chance.getAsDouble() < ratio || (wish == Wish.RECORD && take());
  }

  private synchronized boolean take() {
    long now = nanoTime.getAsLong();
    if (now - begin >= SECOND) {
      begin = now;
      taken = 0;
    }
    if (taken >= perSecond) {
      return false;
    }
    taken++;
    return true;
  }
}
