package io.azimuth.spi.metrics;

import java.util.List;

/** A source of measurements. Called by many threads; does not block. */
@FunctionalInterface
public interface MetricSource {

  /** The present measurements. */
  List<Measurement> measure();
}
