package io.azimuth.azure.login;

import java.time.Clock;

/** Limits the lines of a log to a number per second. Safe for use by many threads. */
final class LogRateLimit {

  static final int LINES_PER_SECOND = 10;

  private final Clock clock;
  private long second;
  private int lines;
  private long leftOut;

  LogRateLimit(Clock clock) {
    this.clock = clock;
  }

  /**
   * The number of lines that were left out since the last one, or -1 when this one must be left out
   * too.
   */
  synchronized long take() {
    long now = clock.instant().getEpochSecond();
    if (now != second) {
      second = now;
      lines = 0;
    }
    if (lines >= LINES_PER_SECOND) {
      leftOut++;
      return -1;
    }
    lines++;
    long before = leftOut;
    leftOut = 0;
    return before;
  }
}
