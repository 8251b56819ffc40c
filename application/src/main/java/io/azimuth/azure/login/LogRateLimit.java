package io.azimuth.azure.login;

import java.time.Clock;

/** How many lines a log may get: so many each second. Safe for use by many threads. */
final class LogRateLimit {

  /** The most lines in one second. */
  static final int LINES_PER_SECOND = 10;

  private final Clock clock;
  private long second;
  private int lines;
  private long leftOut;

  LogRateLimit(Clock clock) {
    this.clock = clock;
  }

  /** How many lines were left out since the last one, or -1 when this one is left out too. */
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
