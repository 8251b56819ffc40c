package io.azimuth.spi.metrics;

import java.time.Duration;
import java.util.Map;

/** The figure of how wrong the clock of this machine is. */
public final class ClockOffset {

  private ClockOffset() {}

  /**
   * The gauge {@code azimuth_clock_offset_seconds}.
   *
   * @param source whose clock this machine's is compared with, such as {@code azure}; few values
   * @param ahead by how much this machine's clock is ahead; negative when it is behind
   */
  public static Measurement measured(String source, Duration ahead) {
    return Measurement.gauge(
        "azimuth_clock_offset_seconds",
        "By how much this machine's clock is ahead of another one: that of Azure's sign-in service,"
            + " or of the database.",
        Map.of("source", source),
        ahead.toMillis() / 1e3);
  }
}
