package io.azimuth.bootstrap.config.file;

import io.azimuth.adapters.http.config.ListenerLimits;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.Durations;
import java.time.Duration;

/** Reads the keys of a {@code listener} block that limit what its clients can make it hold. */
final class LimitsReader {

  private static final ListenerLimits LIMITS = ListenerLimits.DEFAULT;
  private static final ListenerLimits.Timeouts TIMEOUTS = ListenerLimits.Timeouts.DEFAULT;

  /** A million connections, 1 GiB of one body, 1 TiB of all, a day: more is a slip of the pen. */
  private static final long MOST_CONNECTIONS = 1_000_000;

  private static final long LARGEST_BODY = 1L << 30;
  private static final long MOST_BYTES = 1L << 40;
  private static final Duration LONGEST = Duration.ofDays(1);

  private final BlockReader block;

  LimitsReader(BlockReader block) {
    this.block = block;
  }

  ListenerLimits read() {
    return new ListenerLimits(
        (int) number("max_connections", LIMITS.connections(), MOST_CONNECTIONS),
        (int)
            number("max_connections_per_address", LIMITS.connectionsPerAddress(), MOST_CONNECTIONS),
        (int) number("max_request_size", LIMITS.bodyBytes(), LARGEST_BODY),
        number("max_buffered_bytes", LIMITS.bufferedBytes(), MOST_BYTES),
        new ListenerLimits.Timeouts(
            time("http_read_header_timeout", TIMEOUTS.head()),
            time("http_read_timeout", TIMEOUTS.body()),
            time("max_request_duration", TIMEOUTS.request()),
            time("http_idle_timeout", TIMEOUTS.idle())));
  }

  private long number(String key, long fallback, long most) {
    return block
        .text(key)
        .map(
            text -> {
              long number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
              if (number < 1 || number > most) {
                block.error(key, "must be a whole number from 1 to " + most);
                return fallback;
              }
              return number;
            })
        .orElse(fallback);
  }

  private Duration time(String key, Duration fallback) {
    return Durations.read(block, key)
        .map(
            time -> {
              if (time.toSeconds() < 1 || time.compareTo(LONGEST) > 0) {
                block.error(key, "must be from 1s to 24h");
                return fallback;
              }
              return time;
            })
        .orElse(fallback);
  }
}
