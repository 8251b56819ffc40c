package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.Timer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** The registry as a plugin gets it: its sources are called under its guard. */
final class GuardedMetrics implements Metrics {

  private final Metrics registry;
  private final Function<MetricSource, List<Measurement>> guard;

  GuardedMetrics(Metrics registry, Function<MetricSource, List<Measurement>> guard) {
    this.registry = registry;
    this.guard = guard;
  }

  @Override
  public void add(MetricSource source) {
    AtomicBoolean asked = new AtomicBoolean();
    registry.add(() -> guard.apply(() -> measure(source, asked)));
  }

  // A source that has not returned would take one more thread at each reading.
  private static List<Measurement> measure(MetricSource source, AtomicBoolean asked) {
    if (!asked.compareAndSet(false, true)) {
      return List.of();
    }
    try {
      return source.measure();
    } finally {
      asked.set(false);
    }
  }

  @Override
  public Counter counter(MetricFamily family) {
    return registry.counter(family);
  }

  @Override
  public Timer timer(MetricFamily family) {
    return registry.timer(family);
  }

  @Override
  public Timer summary(MetricFamily family) {
    return registry.summary(family);
  }

  @Override
  public Timer sums(MetricFamily family) {
    return registry.sums(family);
  }
}
