package io.azimuth.domain.rotation.schedule;

import java.time.Instant;
import java.util.Objects;

/**
 * Windows that closed without a rotation.
 *
 * @param first when the first of them opened
 * @param last when the last of them opened
 * @param count how many windows; {@link #MOST} means that many or more
 * @param attempts that failed in the first of them; none were made in the others
 */
public record MissedWindows(Instant first, Instant last, int count, int attempts) {

  /** The highest count. */
  public static final int MOST = 100;

  public MissedWindows {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(last, "last");
    if (count < 1 || last.isBefore(first)) {
      throw new IllegalArgumentException("at least one was missed, and the first comes first");
    }
    if (attempts < 0) {
      throw new IllegalArgumentException("attempts are counted from 0");
    }
  }

  static MissedWindows between(FiringTimes times, Instant after, Instant last, int attempts) {
    Instant first = times.next(after);
    int count = 1;
    for (Instant at = first; at.isBefore(last) && count < MOST; at = times.next(at)) {
      count++;
    }
    return new MissedWindows(first, last, count, attempts);
  }
}
