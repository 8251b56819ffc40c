package io.azimuth.spi.metrics;

/**
 * The registry of measurements. Safe for use by many threads.
 *
 * <p>Names that begin with {@code azimuth_}, {@code vault_}, {@code jvm_}, {@code process_} or
 * {@code system_} are the server's: a family of a plugin's jar with such a name is refused with
 * {@link IllegalArgumentException}, and a measurement is left out. A jar's plugin has at most 16
 * sources, which share a second, and 64 families.
 */
public interface Metrics {

  /** Registers a source, which is called each time the measurements are read. */
  void add(MetricSource source);

  /** The counter of that family; the same one for the same family. */
  Counter counter(MetricFamily family);

  /**
   * Durations in seconds, shown as a histogram. The name of the family ends in {@code _seconds}.
   */
  Timer timer(MetricFamily family);

  /**
   * Durations in milliseconds, shown as a summary with quantiles: the form that Vault gives to its
   * own. For names that the field fixed in that form; {@link #timer} is for all others.
   */
  Timer summary(MetricFamily family);

  /** The same without quantiles, for a third of the price: for what a request does many times. */
  Timer sums(MetricFamily family);
}
