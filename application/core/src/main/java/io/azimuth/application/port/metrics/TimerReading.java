package io.azimuth.application.port.metrics;

import java.util.Map;

/**
 * What was recorded of one duration.
 *
 * @param name the Prometheus name
 * @param labels the labels that distinguish it from others of that name
 * @param count how many durations were recorded
 * @param sum their sum, in the unit of the name
 * @param max the longest of the last minutes, or since the start, in the unit of the name
 */
public record TimerReading(
    String name, Map<String, String> labels, long count, double sum, double max) {

  public TimerReading {
    labels = Map.copyOf(labels);
  }

  /** The mean duration, in the unit of the name; 0 if there is none. */
  public double mean() {
    return count == 0 ? 0 : sum / count;
  }
}
