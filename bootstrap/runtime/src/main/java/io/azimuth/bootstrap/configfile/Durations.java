package io.azimuth.bootstrap.configfile;

import io.azimuth.domain.text.GoDuration;
import java.time.Duration;
import java.util.Optional;

/** Reads durations in the form of the API: {@code 768h}, {@code 1h30m}, or a number of seconds. */
public final class Durations {

  private Durations() {}

  /** The duration of the block's key, truncated to whole seconds. */
  public static Optional<Duration> read(BlockReader block, String key) {
    return block
        .text(key)
        .flatMap(
            text ->
                GoDuration.parseSeconds(text)
                    .fold(
                        Optional::of,
                        problems -> {
                          block.error(key, problems.get(0));
                          return Optional.empty();
                        }));
  }

  /** The duration as people write it, such as {@code 1h30m}. */
  public static String format(Duration duration) {
    return GoDuration.formatShort(duration);
  }
}
