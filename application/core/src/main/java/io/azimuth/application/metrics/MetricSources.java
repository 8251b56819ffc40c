package io.azimuth.application.metrics;

import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The sources of all measurements. */
@Singleton
public final class MetricSources implements Metrics {

  private final List<MetricSource> sources = new CopyOnWriteArrayList<>();

  @Inject
  MetricSources() {}

  @Override
  public void add(MetricSource source) {
    sources.add(source);
  }

  /** All current measurements, in order of their names. */
  public List<Measurement> all() {
    return sources.stream()
        .flatMap(source -> source.measure().stream())
        .sorted(Comparator.comparing(Measurement::name))
        .toList();
  }
}
