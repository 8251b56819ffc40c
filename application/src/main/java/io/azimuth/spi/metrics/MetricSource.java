package io.azimuth.spi.metrics;

import java.util.List;

/** Measures something. Asked by many threads; does not block. */
@FunctionalInterface
public interface MetricSource {

  /** What it measures now. */
  List<Measurement> measure();
}
