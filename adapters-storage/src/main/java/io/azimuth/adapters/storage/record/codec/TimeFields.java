package io.azimuth.adapters.storage.record.codec;

import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Stores moments and durations as a pair of whole seconds and nanoseconds, which is exact and quick
 * to read.
 */
final class TimeFields {

  private TimeFields() {}

  static Value of(Instant moment) {
    return pair(moment.getEpochSecond(), moment.getNano());
  }

  static Value of(Duration duration) {
    return pair(duration.getSeconds(), duration.getNano());
  }

  static Instant instant(long[] pair) {
    return Instant.ofEpochSecond(pair[0], nanos(pair));
  }

  static Duration duration(long[] pair) {
    return Duration.ofSeconds(pair[0], nanos(pair));
  }

  private static Value pair(long seconds, int nanos) {
    return new Value.Items(List.of(Value.of(seconds), Value.of((long) nanos)));
  }

  private static long nanos(long[] pair) {
    if (pair[1] < 0 || pair[1] > 999_999_999) {
      throw new IllegalArgumentException("nanoseconds are 0 to 999,999,999");
    }
    return pair[1];
  }
}
