package io.azimuth.application.port.metrics;

import io.azimuth.spi.metrics.Measurement;
import java.util.List;

/** Reads what was counted and measured. Safe for use by many threads; does not block. */
public interface MetricsReader {

  /** All measurements as text, in that format. */
  String text(TextFormat format);

  /** All counters and gauges, in order of their names. */
  List<Measurement> numbers();

  /** All durations, in order of their names. */
  List<TimerReading> timers();
}
