package io.azimuth.spi.metrics;

import java.time.Duration;

/** Durations, for each combination of labels. Safe for use by many threads. */
public interface Timer {

  /**
   * Records a duration. Cheap; does not block.
   *
   * @param took a negative duration counts as none
   * @param labels the values, in the order of the family's labels; no secrets
   */
  void record(Duration took, String... labels);
}
