package io.azimuth.spi.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Limits the lines of a log to a number in a time, and counts those that it leaves out: the next
 * line can have their number. Safe for use by many threads.
 */
public final class LogAllowance {

  private final int most;
  private final Duration window;
  private Instant begin = Instant.MIN;
  private int lines;
  private long leftOut;

  private LogAllowance(int most, Duration window) {
    this.most = most;
    this.window = Objects.requireNonNull(window, "window");
  }

  /** Allows this number of lines in a second. */
  public static LogAllowance perSecond(int most) {
    return new LogAllowance(most, Duration.ofSeconds(1));
  }

  /** Allows this number of lines in a minute. */
  public static LogAllowance perMinute(int most) {
    return new LogAllowance(most, Duration.ofMinutes(1));
  }

  /** Allows one line in that time. */
  public static LogAllowance oncePer(Duration window) {
    return new LogAllowance(1, window);
  }

  /** The same, for a clock that only measures time: {@link System#nanoTime}. */
  public long take(long nanoTime) {
    return take(Instant.EPOCH.plusNanos(nanoTime));
  }

  /**
   * The number of lines that were left out since the last one, or -1 when this one must be left out
   * too.
   */
  public synchronized long take(Instant now) {
    if (now.isBefore(begin) || !now.isBefore(begin.plus(window))) {
      begin = now;
      lines = 0;
    }
    if (lines == most) {
      leftOut++;
      return -1;
    }
    lines++;
    long before = leftOut;
    leftOut = 0;
    return before;
  }
}
