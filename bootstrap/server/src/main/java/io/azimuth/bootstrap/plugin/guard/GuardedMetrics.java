package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The registry as a plugin gets it. All its sources are asked together under its guard, and it has
 * no name of the server: it could count in the server's place, hide a number, or take the name of
 * one that is made later. What it gives is bounded, and plain: it is on a page of the server.
 */
final class GuardedMetrics implements Metrics {

  private static final int MOST_SOURCES = 16;
  private static final int MOST_FAMILIES = 64;
  private static final int MOST_MEASUREMENTS = 1_000;

  /** Of all its families together, each with the combinations that it may have. */
  private static final int MOST_COMBINATIONS = 10_000;

  private static final int MOST_LABELS = 16;
  private static final int LONGEST_LABEL = 128;
  private static final int LONGEST_HELP = 512;

  private static final List<String> OF_THE_SERVER =
      List.of("azimuth_", "vault_", "jvm_", "process_", "system_");

  /** What Prometheus makes itself, and what dashboards expect of every process. */
  private static final List<String> OF_PROMETHEUS =
      List.of("go_", "http_request", "scrape_", "promhttp_", "prometheus_");

  private static final String TARGET_IS_UP = "up";

  /** What the text formats add to the name of a family. */
  private static final List<String> ADDED =
      List.of("_bucket", "_count", "_created", "_info", "_max", "_sum");

  private static final String TOTAL = "_total";

  private final Metrics registry;
  private final Function<MetricSource, List<Measurement>> guard;
  private final List<MetricSource> sources = new CopyOnWriteArrayList<>();
  private final Map<MetricFamily, MetricFamily> families = new HashMap<>(); // guarded by this
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
            .filter(GuardedMetrics::isShown)
            .map(GuardedMetrics::plain)
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

  private static boolean isShown(Measurement number) {
    boolean counts = number.kind() == Measurement.Kind.COUNTER;
    return isFree(number.name())
        && number.labels().size() <= MOST_LABELS
        && (counts ? number.value() >= 0 : !number.name().endsWith(TOTAL));
  }

  private static Measurement plain(Measurement number) {
    Map<String, String> labels = new HashMap<>();
    number.labels().forEach((name, value) -> labels.put(name, plain(value, LONGEST_LABEL)));
    return new Measurement(
        number.name(), plain(number.help(), LONGEST_HELP), number.kind(), labels, number.value());
  }

  // A page of numbers is read on terminals, too.
  private static String plain(String text, int most) {
    String cut = text.length() <= most ? text : text.substring(0, most);
    return cut.chars().noneMatch(Character::isISOControl)
        ? cut
        : cut.codePoints()
            .map(c -> Character.isISOControl(c) ? ' ' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static String[] plain(String... labels) {
    return Arrays.stream(labels).map(text -> plain(text, LONGEST_LABEL)).toArray(String[]::new);
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
    String base =
        family.name().endsWith(TOTAL)
            ? family.name().substring(0, family.name().length() - TOTAL.length())
            : family.name();
    if (family.labels().size() > MOST_LABELS || ADDED.stream().anyMatch(base::endsWith)) {
      throw new IllegalArgumentException(
          "a family has at most "
              + MOST_LABELS
              + " labels, and none of the endings "
              + String.join(", ", ADDED));
    }
    return bounded(family);
  }

  private synchronized MetricFamily bounded(MetricFamily family) {
    MetricFamily known = families.get(family);
    if (known != null) {
      return known;
    }
    if (families.size() >= MOST_FAMILIES) {
      throw new IllegalStateException("a plugin has at most " + MOST_FAMILIES + " families");
    }
    int left = MOST_COMBINATIONS - families.values().stream().mapToInt(MetricFamily::most).sum();
    MetricFamily made =
        new MetricFamily(
            family.name(),
            plain(family.help(), LONGEST_HELP),
            family.labels(),
            Math.max(1, Math.min(family.most(), left)));
    families.put(family, made);
    return made;
  }

  // The contract says that a counter only grows, and the page could not show another one.
  @Override
  public Counter counter(MetricFamily family) {
    Counter counter = registry.counter(own(family));
    return (amount, labels) -> counter.add(Math.max(0, amount), plain(labels));
  }

  @Override
  public Timer timer(MetricFamily family) {
    return plain(registry.timer(own(family)));
  }

  @Override
  public Timer summary(MetricFamily family) {
    return plain(registry.summary(own(family)));
  }

  @Override
  public Timer sums(MetricFamily family) {
    return plain(registry.sums(own(family)));
  }

  private static Timer plain(Timer timer) {
    return (took, labels) -> timer.record(took, plain(labels));
  }
}
