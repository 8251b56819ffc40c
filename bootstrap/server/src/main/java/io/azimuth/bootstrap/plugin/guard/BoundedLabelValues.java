package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.spi.metrics.MetricFamily;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets few different texts of a plugin become labels: the numbers that they are labels of have room
 * for all mounts together.
 */
final class BoundedLabelValues {

  private static final int MOST = 200;

  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /** The text, or the label of all for which there was no room. */
  String of(String text) {
    if (known.contains(text)) {
      return text;
    }
    if (known.size() >= MOST) {
      return MetricFamily.OTHER;
    }
    known.add(text);
    return text;
  }
}
