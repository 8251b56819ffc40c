package io.azimuth.adapters.azure.call;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether this process gets the processor when it wants it, measured by a little work. A sleep that
 * ends too late would not show it: a scheduler lets who slept go first. Safe for use by many
 * threads.
 */
public final class ProcessorLag {

  /** The work, in time of the processor. */
  static final Duration WORK = Duration.ofMillis(20);

  /** The lag is large when the work takes so many times as long. */
  static final int LARGE = 10;

  /** A measurement counts for that time. */
  static final Duration COUNTS_FOR = Duration.ofSeconds(1);

  private static final long UNKNOWN = -1;

  private final LongSupplier time;
  private final LongSupplier processorTime;
  private boolean isLarge;
  private boolean isMeasured;
  private long measuredAt;

  /**
   * Measures by these, both in nanoseconds.
   *
   * @param processorTime what the thread that asks has used; negative where the system does not
   *     report it
   */
  ProcessorLag(LongSupplier time, LongSupplier processorTime) {
    this.time = time;
    this.processorTime = processorTime;
  }

  public static ProcessorLag ofThisProcess() {
    return new ProcessorLag(System::nanoTime, ProcessorLag::timeOfThread);
  }

  /** Whether it is large now; takes up to 200 ms, once a second. */
  public synchronized boolean isLarge() {
    if (!isMeasured || time.getAsLong() - measuredAt >= COUNTS_FOR.toNanos()) {
      isLarge = measure();
      isMeasured = true;
      measuredAt = time.getAsLong();
    }
    return isLarge;
  }

  private boolean measure() {
    long begun = time.getAsLong();
    long used = processorTime.getAsLong();
    if (used < 0) {
      return false;
    }
    long most = WORK.toNanos() * LARGE;
    while (processorTime.getAsLong() - used < WORK.toNanos()) {
      if (time.getAsLong() - begun >= most) {
        return true;
      }
    }
    return time.getAsLong() - begun >= most;
  }

  private static long timeOfThread() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : UNKNOWN;
  }
}
