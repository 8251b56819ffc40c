package io.azimuth.spi.metrics;

/** A number that only grows, for each combination of labels. Safe for use by many threads. */
public interface Counter {

  /**
   * Adds to the number with these labels. Cheap; does not block.
   *
   * @param amount 0 or more
   * @param labels the values, in the order of the family's labels; no secrets
   */
  void add(long amount, String... labels);

  /** Adds one to the number with these labels. */
  default void increment(String... labels) {
    add(1, labels);
  }
}
