package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.configfile.BlockReader;
import java.util.Optional;
import java.util.Set;

/** Reads {@code telemetry} blocks: of a listener, and of the whole file. */
final class TelemetryReader {

  private static final String BLOCK = "telemetry";
  private static final String COUNT_REQUESTS = "count_requests";

  /** Settings of the field that ask for what is the case anyway, or for nothing that is here. */
  private static final Set<String> ACCEPTED =
      Set.of(
          "prometheus_retention_time",
          "disable_hostname",
          "enable_hostname_label",
          "usage_gauge_period",
          "maximum_gauge_cardinality",
          "lease_metrics_epsilon",
          "num_lease_metrics_buckets",
          "add_lease_metrics_namespace_labels",
          "filter_default",
          "prefix_filter");

  private TelemetryReader() {}

  /** Whether everyone who reaches the listener may read the measurements. */
  static boolean opensMetrics(BlockReader listener) {
    Optional<BlockReader> block = listener.block(BLOCK);
    if (block.isEmpty()) {
      return false;
    }
    boolean open = block.get().flag("unauthenticated_metrics_access", false);
    block.get().finish();
    return open;
  }

  /**
   * Whether requests are counted and timed. Warns of settings that would send the measurements
   * somewhere: they are only fetched here.
   */
  static boolean countsRequests(BlockReader file) {
    Optional<BlockReader> block = file.block(BLOCK);
    if (block.isEmpty()) {
      return true;
    }
    BlockReader telemetry = block.get();
    boolean counts = telemetry.flag(COUNT_REQUESTS, true);
    telemetry.keys().stream()
        .filter(key -> !ACCEPTED.contains(key) && !key.equals(COUNT_REQUESTS))
        .forEach(
            key -> telemetry.warning(key, "has no effect: fetch the metrics from sys/metrics"));
    return counts;
  }
}
