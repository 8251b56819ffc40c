package io.azimuth.spi.metrics;

import java.util.Map;
import java.util.Objects;

/**
 * One number.
 *
 * @param name the Prometheus name: with its unit, and {@code _total} for a counter, unless the
 *     field fixed another name
 * @param help a description in one sentence
 * @param kind gauge or counter
 * @param labels the labels that distinguish it from others of that name; no secrets, and few values
 * @param value in the unit of the name
 */
public record Measurement(
    String name, String help, Kind kind, Map<String, String> labels, double value) {

  public Measurement {
    Objects.requireNonNull(help, "help");
    Objects.requireNonNull(kind, "kind");
    labels = Map.copyOf(labels);
    MetricFamily.requireNames(name, labels.keySet());
  }

  /** A number that goes up and down. */
  public static Measurement gauge(
      String name, String help, Map<String, String> labels, double value) {
    return new Measurement(name, help, Kind.GAUGE, labels, value);
  }

  /** A number that only grows while the process lives. */
  public static Measurement counter(
      String name, String help, Map<String, String> labels, double value) {
    return new Measurement(name, help, Kind.COUNTER, labels, value);
  }

  /** The kind of a number. */
  public enum Kind {
    /** It goes up and down. */
    GAUGE,
    /** It only grows. */
    COUNTER
  }
}
