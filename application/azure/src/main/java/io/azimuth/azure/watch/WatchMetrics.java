package io.azimuth.azure.watch;

import io.azimuth.domain.azure.watch.GoneReason;
import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.Metrics;

/** Counts the tokens that were revoked because their machines are gone. */
public final class WatchMetrics {

  private static final MetricFamily REVOCATIONS =
      MetricFamily.labelled(
          "azimuth_azure_watch_revocations_total",
          "Tokens that were revoked because their machine is gone, or has lost the identity.",
          GoneReason.values().length,
          "reason");

  private final Counter revocations;

  /** Registers the counter. */
  public WatchMetrics(Metrics metrics) {
    this.revocations = metrics.counter(REVOCATIONS);
    for (GoneReason reason : GoneReason.values()) {
      revocations.add(0, reason.code());
    }
  }

  void revoked(GoneReason reason) {
    revocations.increment(reason.code());
  }
}
