package io.azimuth.spi.metrics;

/** The registry of measurements. Safe for use by many threads. */
public interface Metrics {

  /** Registers a source, which is called each time the measurements are read. */
  void add(MetricSource source);
}
