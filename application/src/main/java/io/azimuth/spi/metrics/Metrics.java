package io.azimuth.spi.metrics;

/** Where measurements are looked at. Safe for use by many threads. */
public interface Metrics {

  /** Has this asked from now on, each time that somebody looks. */
  void add(MetricSource source);
}
