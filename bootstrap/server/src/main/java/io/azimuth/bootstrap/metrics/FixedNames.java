package io.azimuth.bootstrap.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import org.jspecify.annotations.Nullable;

/** Leaves the server's own names as they are; those of Micrometer's meters become Prometheus's. */
final class FixedNames implements NamingConvention {

  private static final String TOTAL = "_total";

  private final NamingConvention usual = new PrometheusNamingConvention();

  /** Whether the name is one of the server's own. */
  static boolean isFixed(String name) {
    return name.startsWith("azimuth_") || name.startsWith("vault_");
  }

  // The text formats append the ending of a counter themselves.
  @Override
  public String name(String name, Meter.Type type, @Nullable String unit) {
    if (!isFixed(name)) {
      return usual.name(name, type, unit);
    }
    return type == Meter.Type.COUNTER && name.endsWith(TOTAL)
        ? name.substring(0, name.length() - TOTAL.length())
        : name;
  }

  @Override
  public String tagKey(String key) {
    return usual.tagKey(key);
  }
}
