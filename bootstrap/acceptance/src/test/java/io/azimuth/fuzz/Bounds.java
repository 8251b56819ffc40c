package io.azimuth.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Checks the time and memory that a target needs. Both are measured for the thread, so the load of
 * the machine does not matter. After a failure it runs the input again, because the first run loads
 * classes.
 */
final class Bounds {

  static final Duration MOST_TIME = Duration.ofSeconds(2);
  static final long MOST_BYTES = 2 << 20;

  private static final int TRIES = 3;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Bounds() {}

  /** Runs the target with the input. */
  static void run(FuzzTarget target, byte[] input) {
    String complaint = "";
    for (int left = TRIES; left > 0; left--) {
      complaint = measured(target, input);
      if (complaint.isEmpty()) {
        return;
      }
    }
    throw new AssertionError(
        target.getClass().getSimpleName() + " " + complaint + " for " + input.length + " bytes");
  }

  private static String measured(FuzzTarget target, byte[] input) {
    long time = THREADS.getCurrentThreadCpuTime();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    target.accept(input);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - time);
    if (took.compareTo(MOST_TIME) > 0) {
      return "took " + took;
    }
    long most = MOST_BYTES + input.length * target.allocationPerByte();
    return allocated > most ? "allocated " + allocated + " bytes and may " + most : "";
  }
}
