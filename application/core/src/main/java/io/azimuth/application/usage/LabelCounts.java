package io.azimuth.application.usage;

import java.util.HashMap;
import java.util.Map;

/**
 * Numbers by the value of a label. Bounded: values for which there is no room count together. For
 * use by one thread.
 */
final class LabelCounts {

  private static final String OTHER = "other";

  private final int most;
  private final Map<String, Long> numbers = new HashMap<>();

  /** An empty tally of at most this many values, and {@code other}. */
  LabelCounts(int most) {
    this.most = most;
  }

  void add(String value) {
    boolean room = numbers.containsKey(value) || numbers.size() < most;
    numbers.merge(room ? value : OTHER, 1L, Long::sum);
  }

  Map<String, Long> numbers() {
    return Map.copyOf(numbers);
  }
}
