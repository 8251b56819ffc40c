package io.azimuth.application.tidy;

import io.azimuth.domain.identity.Entity;
import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Counts runs, and what they removed. */
@Singleton
final class TidyMetrics {

  private static final String FINISHED = "finished";
  private static final String INTERRUPTED = "interrupted";

  private final Counter runs;
  private final Counter entities;
  private final Counter aliases;

  @Inject
  TidyMetrics(Metrics metrics) {
    runs =
        metrics.counter(
            MetricFamily.labelled(
                "azimuth_identity_tidy_runs_total",
                "Runs that looked for unused entities, dry runs too.",
                2,
                "result"));
    entities =
        metrics.counter(
            MetricFamily.single(
                "azimuth_identity_tidy_entities_removed_total", "Unused entities removed."));
    aliases =
        metrics.counter(
            MetricFamily.single(
                "azimuth_identity_tidy_aliases_removed_total",
                "Aliases of unused entities removed."));
    runs.add(0, FINISHED);
    runs.add(0, INTERRUPTED);
    entities.add(0);
    aliases.add(0);
  }

  void finished() {
    runs.increment(FINISHED);
  }

  void interrupted() {
    runs.increment(INTERRUPTED);
  }

  void removed(Entity entity) {
    entities.increment();
    aliases.add(entity.aliases().size());
  }
}
