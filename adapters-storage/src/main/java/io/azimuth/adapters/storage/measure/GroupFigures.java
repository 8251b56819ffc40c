package io.azimuth.adapters.storage.measure;

import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.Timer;
import java.time.Duration;

/** Counts groups of commits, and measures how long each takes to become durable. */
public final class GroupFigures {

  private final Counter groups;
  private final Timer syncs;

  /** Figures in that registry. */
  public GroupFigures(Metrics metrics) {
    groups =
        metrics.counter(
            MetricFamily.single(
                "azimuth_store_groups_total", "Groups of commits made durable together."));
    syncs =
        metrics.timer(
            MetricFamily.single(
                "azimuth_store_sync_duration_seconds", "One durable write of a group."));
  }

  /** Records a group that became durable, by a write that began at that {@code nanoTime}. */
  public void written(long begun) {
    groups.increment();
    syncs.record(Duration.ofNanos(System.nanoTime() - begun));
  }
}
