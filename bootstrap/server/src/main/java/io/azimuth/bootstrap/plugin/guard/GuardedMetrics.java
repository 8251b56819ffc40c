package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The registry as a plugin gets it. All its sources are asked together under its guard, and it has
 * no name of the server: it could count in the server's place, hide a number, or take the name of
 * one that is made later.
 */
final class GuardedMetrics implements Metrics {

  private static final int MOST_SOURCES = 16;
  private static final int MOST_FAMILIES = 64;
  private static final int MOST_MEASUREMENTS = 1_000;
  private static final List<String> OF_THE_SERVER =
      List.of("azimuth_", "vault_", "jvm_", "process_", "system_");

  /** What Prometheus makes itself, and what dashboards expect of every process. */
  private static final List<String> OF_PROMETHEUS =
      List.of("go_", "http_request", "scrape_", "promhttp_", "prometheus_");

  private static final String TARGET_IS_UP = "up";

  private final Metrics registry;
  private final Function<MetricSource, List<Measurement>> guard;
  private final List<MetricSource> sources = new CopyOnWriteArrayList<>();
  private final Set<MetricFamily> families = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean asked = new AtomicBoolean();

  GuardedMetrics(Metrics registry, Function<MetricSource, List<Measurement>> guard) {
    this.registry = registry;
    this.guard = guard;
  }

  @Override
  public synchronized void add(MetricSource source) {
    if (sources.size() >= MOST_SOURCES) {
      throw new IllegalStateException("a plugin has at most " + MOST_SOURCES + " sources");
    }
    if (sources.isEmpty()) {
      registry.add(() -> guard.apply(this::measure));
    }
    sources.add(source);
  }

  // A source that has not returned would take one more thread at each reading.
  private List<Measurement> measure() {
    if (!asked.compareAndSet(false, true)) {
      return List.of();
    }
    try {
      List<Measurement> all = new ArrayList<>();
      for (MetricSource source : sources) {
        source.measure().stream()
            .limit(MOST_MEASUREMENTS)
            .filter(number -> isFree(number.name()))
            .forEach(all::add);
      }
      return all.subList(0, Math.min(all.size(), MOST_MEASUREMENTS));
    } finally {
      asked.set(false);
    }
  }

  private static boolean isFree(String name) {
    return !name.equals(TARGET_IS_UP)
        && OF_THE_SERVER.stream().noneMatch(name::startsWith)
        && OF_PROMETHEUS.stream().noneMatch(name::startsWith);
  }

  private MetricFamily own(MetricFamily family) {
    if (!isFree(family.name())) {
      throw new IllegalArgumentException(
          "names that begin with "
              + String.join(", ", OF_THE_SERVER)
              + " are the server's; "
              + TARGET_IS_UP
              + " and those that begin with "
              + String.join(", ", OF_PROMETHEUS)
              + " are taken, too");
    }
    families.add(family);
    if (families.size() > MOST_FAMILIES) {
      families.remove(family);
      throw new IllegalStateException("a plugin has at most " + MOST_FAMILIES + " families");
    }
    return family;
  }

  @Override
  public Counter counter(MetricFamily family) {
    return registry.counter(own(family));
  }

  @Override
  public Timer timer(MetricFamily family) {
    return registry.timer(own(family));
  }

  @Override
  public Timer summary(MetricFamily family) {
    return registry.summary(own(family));
  }

  @Override
  public Timer sums(MetricFamily family) {
    return registry.sums(own(family));
  }
}
