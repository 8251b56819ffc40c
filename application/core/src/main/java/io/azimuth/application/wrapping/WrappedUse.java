package io.azimuth.application.wrapping;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many answers one caller had wrapped whose time has not ended, and how large they are. Not for
 * use by two threads at once.
 *
 * <p>What ends at about the same time is one sum, so that this stays small: an answer counts for up
 * to a quarter longer than it is kept. An answer that was opened counts, too.
 */
final class WrappedUse {

  /** An expired answer is in the store until the next sweep has ended. */
  private static final Duration UNTIL_SWEPT = Duration.ofMinutes(10);

  private final NavigableMap<Long, Sum> byEnd = new TreeMap<>(); // in seconds since 1970

  private Sum total = new Sum(0, 0);

  /** Whether nothing is counted any more. */
  boolean isNone(Instant now) {
    forgetEnded(now);
    return byEnd.isEmpty();
  }

  /** Whether there is room for one more. */
  boolean hasRoom(Instant now) {
    forgetEnded(now);
    return total.answers < WrapLedger.MOST_ANSWERS && total.bytes < WrapLedger.MOST_BYTES;
  }

  void add(long bytes, Duration ttl, Instant now) {
    long kept = ttl.plus(UNTIL_SWEPT).toSeconds();
    long step = Long.highestOneBit(kept) / 4;
    long end = (now.getEpochSecond() + kept) / step * step + step;
    Sum added = new Sum(1, bytes);
    byEnd.merge(end, added, Sum::plus);
    total = total.plus(added);
  }

  private void forgetEnded(Instant now) {
    NavigableMap<Long, Sum> ended = byEnd.headMap(now.getEpochSecond(), true);
    for (Sum sum : ended.values()) {
      total = total.minus(sum);
    }
    ended.clear();
  }

  private record Sum(int answers, long bytes) {

    Sum plus(Sum other) {
      return new Sum(answers + other.answers, bytes + other.bytes);
    }

    Sum minus(Sum other) {
      return new Sum(answers - other.answers, bytes - other.bytes);
    }
  }
}
