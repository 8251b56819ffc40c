package io.azimuth.application.logging;

import java.time.Duration;
import java.time.Instant;

/** Limits the lines of a log to a number per minute. Safe for use by many threads. */
public final class LogAllowance {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final int most;
  private Instant begin = Instant.MIN;
  private int lines;
  private long leftOut;

  /** Allows this number of lines in a minute. */
  public LogAllowance(int linesPerMinute) {
    this.most = linesPerMinute;
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
    if (now.isBefore(begin) || !now.isBefore(begin.plus(WINDOW))) {
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
