package io.azimuth.bootstrap.metrics;

import io.azimuth.application.port.metrics.MetricsReader;
import io.azimuth.application.port.metrics.TextFormat;
import io.azimuth.application.port.metrics.TimerReading;
import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.spi.metrics.Timer;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The measurements of a server in a registry of Micrometer. Safe for use by many threads.
 *
 * @see <a href="https://docs.micrometer.io/micrometer/reference/">Micrometer</a>
 */
public final class MeteredServer implements Metrics, MetricsReader, AutoCloseable {

  private static final String TOTAL = "_total";

  /** What is shown beside each duration. */
  private static final List<String> OF_DURATIONS = List.of("_max", "_count", "_sum", "_bucket");

  private static final Metrics NOTHING = new NoMetrics();
  private static final double NANOS_PER_MILLI = 1e6;

  /** The bounds of histograms: from a request that reads memory to one that waits for Azure. */
  private static final Duration[] BOUNDS =
      IntStream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  /** Over which quantiles are computed. Several windows that overlap cost a record each. */
  private static final Duration WINDOW = Duration.ofMinutes(2);

  private static final double[] QUANTILES = {0.5, 0.9, 0.99};

  private final boolean counting;
  private final PrometheusRegistry shown = new PrometheusRegistry();
  private final PrometheusMeterRegistry registry;
  private final MeasuredSources sources = new MeasuredSources(this::isTaken);
  private final Map<String, MetricFamily> families = new ConcurrentHashMap<>();
  private final Map<MetricFamily, Counter> counters = new ConcurrentHashMap<>();
  private final Map<MetricFamily, Timer> timers = new ConcurrentHashMap<>();
  private final List<DurationSums> sums = new CopyOnWriteArrayList<>();

  /**
   * The measurements of a server that begins to run.
   *
   * @param counting whether counters and durations are kept; if not, only sources are shown
   */
  public MeteredServer(boolean counting) {
    this.counting = counting;
    shown.register(sources);
    registry =
        new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT,
            shown,
            io.micrometer.core.instrument.Clock.SYSTEM,
            new TracedExemplars());
    registry.config().namingConvention(new FixedNames());
    RuntimeMeters runtime = new RuntimeMeters();
    runtime.bindTo(registry);
    sources.add(runtime);
  }

  @Override
  public void add(MetricSource source) {
    sources.add(source);
  }

  private boolean isTaken(String name) {
    String base = MeasuredSources.base(name);
    return families.containsKey(base)
        || OF_DURATIONS.stream().anyMatch(ending -> isOfFamily(base, ending))
        || RuntimeMeters.isTheirs(name);
  }

  private boolean isOfFamily(String name, String ending) {
    return name.endsWith(ending)
        && families.containsKey(name.substring(0, name.length() - ending.length()));
  }

  private void claim(MetricFamily family) {
    MetricFamily first = families.putIfAbsent(MeasuredSources.base(family.name()), family);
    if ((first != null && !isSame(first, family)) || RuntimeMeters.isTheirs(family.name())) {
      throw new IllegalArgumentException("there is another family " + family.name());
    }
  }

  // How many combinations it may have differs with what its plugin has declared before.
  private static boolean isSame(MetricFamily one, MetricFamily other) {
    return one.name().equals(other.name())
        && one.help().equals(other.help())
        && one.labels().equals(other.labels());
  }

  @Override
  public Counter counter(MetricFamily family) {
    if (!counting) {
      return NOTHING.counter(family);
    }
    return counters.computeIfAbsent(family, this::newCounter);
  }

  private Counter newCounter(MetricFamily family) {
    if (!family.name().endsWith(TOTAL)) {
      UnsuffixedCounter counter = new UnsuffixedCounter(family);
      sources.add(counter);
      return counter;
    }
    claim(family);
    BoundedSeries<io.micrometer.core.instrument.Counter> series =
        new BoundedSeries<>(
            family,
            made ->
                io.micrometer.core.instrument.Counter.builder(family.name())
                    .description(family.help())
                    .tags(tags(made))
                    .register(registry));
    return (amount, labels) -> series.of(labels).increment((double) amount);
  }

  @Override
  public Timer timer(MetricFamily family) {
    if (!counting) {
      return NOTHING.timer(family);
    }
    return timers.computeIfAbsent(family, this::newTimer);
  }

  private Timer newTimer(MetricFamily family) {
    claim(family);
    BoundedSeries<io.micrometer.core.instrument.Timer> series =
        new BoundedSeries<>(
            family,
            made ->
                io.micrometer.core.instrument.Timer.builder(family.name())
                    .description(family.help())
                    .tags(tags(made))
                    .serviceLevelObjectives(BOUNDS)
                    .register(registry));
    return (took, labels) ->
        series.of(labels).record(Math.max(0, took.toNanos()), TimeUnit.NANOSECONDS);
  }

  @Override
  public Timer summary(MetricFamily family) {
    if (!counting) {
      return NOTHING.summary(family);
    }
    return timers.computeIfAbsent(family, this::newSummary);
  }

  private Timer newSummary(MetricFamily family) {
    claim(family);
    BoundedSeries<DistributionSummary> series =
        new BoundedSeries<>(
            family,
            made ->
                DistributionSummary.builder(family.name())
                    .description(family.help())
                    .tags(tags(made))
                    .publishPercentiles(QUANTILES)
                    .percentilePrecision(1)
                    .distributionStatisticBufferLength(1)
                    .distributionStatisticExpiry(WINDOW)
                    .register(registry));
    return (took, labels) ->
        series.of(labels).record(Math.max(0, took.toNanos()) / NANOS_PER_MILLI);
  }

  @Override
  public Timer sums(MetricFamily family) {
    return counting ? timers.computeIfAbsent(family, this::newSums) : NOTHING.sums(family);
  }

  private Timer newSums(MetricFamily family) {
    claim(family);
    DurationSums made = new DurationSums(family);
    sums.add(made);
    shown.register(made);
    return made;
  }

  private static Tags tags(Map<String, String> labels) {
    return Tags.of(
        labels.entrySet().stream().map(label -> Tag.of(label.getKey(), label.getValue())).toList());
  }

  @Override
  public String text(TextFormat format) {
    return registry.scrape(format.mediaType());
  }

  @Override
  public List<Measurement> numbers() {
    return Stream.concat(sources.all().stream(), counted().stream())
        .sorted(Comparator.comparing(Measurement::name))
        .toList();
  }

  private List<Measurement> counted() {
    return registry.getMeters().stream()
        .filter(meter -> FixedNames.isFixed(meter.getId().getName()))
        .filter(io.micrometer.core.instrument.Counter.class::isInstance)
        .map(io.micrometer.core.instrument.Counter.class::cast)
        .map(
            counter ->
                Measurement.counter(
                    counter.getId().getName(),
                    String.valueOf(counter.getId().getDescription()),
                    labels(counter),
                    counter.count()))
        .toList();
  }

  @Override
  public List<TimerReading> timers() {
    List<TimerReading> all = new ArrayList<>();
    sums.forEach(it -> all.addAll(it.readings()));
    registry
        .getMeters()
        .forEach(
            meter -> {
              if (meter instanceof io.micrometer.core.instrument.Timer timer) {
                all.add(
                    new TimerReading(
                        timer.getId().getName(),
                        labels(timer),
                        timer.count(),
                        timer.totalTime(TimeUnit.SECONDS),
                        timer.max(TimeUnit.SECONDS)));
              } else if (meter instanceof DistributionSummary summary) {
                all.add(
                    new TimerReading(
                        summary.getId().getName(),
                        labels(summary),
                        summary.count(),
                        summary.totalAmount(),
                        summary.max()));
              }
            });
    all.sort(Comparator.comparing(TimerReading::name));
    return all;
  }

  private static Map<String, String> labels(io.micrometer.core.instrument.Meter meter) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (Tag tag : meter.getId().getTagsAsIterable()) {
      labels.put(tag.getKey(), tag.getValue());
    }
    return labels;
  }

  @Override
  public void close() {
    registry.close();
  }
}
