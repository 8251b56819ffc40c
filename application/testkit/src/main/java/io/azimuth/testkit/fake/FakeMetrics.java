package io.azimuth.testkit.fake;

import io.azimuth.application.port.metrics.MetricsReader;
import io.azimuth.application.port.metrics.TextFormat;
import io.azimuth.application.port.metrics.TimerReading;
import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measurements in maps, with a text that only tests read. Safe for use by many threads. */
public final class FakeMetrics implements Metrics, MetricsReader {

  private final List<MetricSource> sources = new ArrayList<>();
  private final Map<MetricFamily, Map<List<String>, Long>> counts = new HashMap<>();
  private final Map<MetricFamily, Map<List<String>, List<Double>>> durations = new HashMap<>();

  /** No measurements yet. */
  public FakeMetrics() {}

  @Override
  public synchronized void add(MetricSource source) {
    sources.add(source);
  }

  @Override
  public Counter counter(MetricFamily family) {
    return (amount, labels) -> count(family, amount, family.values(labels));
  }

  private synchronized void count(MetricFamily family, long amount, List<String> values) {
    Map<List<String>, Long> all = counts.computeIfAbsent(family, it -> new HashMap<>());
    all.merge(room(family, all, values), amount, Long::sum);
  }

  @Override
  public Timer timer(MetricFamily family) {
    return (took, labels) -> record(family, seconds(took), family.values(labels));
  }

  @Override
  public Timer summary(MetricFamily family) {
    return (took, labels) -> record(family, seconds(took) * 1_000, family.values(labels));
  }

  @Override
  public Timer sums(MetricFamily family) {
    return summary(family);
  }

  private static double seconds(Duration took) {
    return Math.max(0, took.toNanos()) / 1e9;
  }

  private synchronized void record(MetricFamily family, double value, List<String> values) {
    Map<List<String>, List<Double>> all = durations.computeIfAbsent(family, it -> new HashMap<>());
    all.computeIfAbsent(room(family, all, values), it -> new ArrayList<>()).add(value);
  }

  private static List<String> room(MetricFamily family, Map<?, ?> all, List<String> values) {
    return all.containsKey(values) || all.size() < family.most() ? values : family.others();
  }

  /** The number of that name with these labels; 0 when there is none. */
  public double number(String name, Map<String, String> labels) {
    return numbers().stream()
        .filter(it -> it.name().equals(name) && it.labels().equals(labels))
        .mapToDouble(Measurement::value)
        .sum();
  }

  @Override
  public String text(TextFormat format) {
    return Stream.concat(
            numbers().stream().map(it -> line(it.name(), it.labels(), it.value())),
            timers().stream()
                .map(it -> line(it.name() + "_count", it.labels(), (double) it.count())))
        .collect(Collectors.joining());
  }

  private static String line(String name, Map<String, String> labels, double value) {
    return name + new TreeMap<>(labels) + " " + value + "\n";
  }

  @Override
  public List<Measurement> numbers() {
    return Stream.concat(pulled().stream(), counted().stream())
        .sorted(Comparator.comparing(Measurement::name))
        .toList();
  }

  // Not within the lock: a source may count something itself.
  private List<Measurement> pulled() {
    return sources().stream().flatMap(it -> it.measure().stream()).toList();
  }

  private synchronized List<MetricSource> sources() {
    return List.copyOf(sources);
  }

  private synchronized List<Measurement> counted() {
    List<Measurement> all = new ArrayList<>();
    counts.forEach(
        (family, numbers) ->
            numbers.forEach(
                (values, number) ->
                    all.add(
                        Measurement.counter(
                            family.name(),
                            family.help(),
                            family.labelled(values),
                            (double) number))));
    return all;
  }

  @Override
  public synchronized List<TimerReading> timers() {
    List<TimerReading> all = new ArrayList<>();
    durations.forEach(
        (family, series) ->
            series.forEach((values, recorded) -> all.add(reading(family, values, recorded))));
    all.sort(Comparator.comparing(TimerReading::name));
    return all;
  }

  private static TimerReading reading(
      MetricFamily family, List<String> values, List<Double> recorded) {
    return new TimerReading(
        family.name(),
        family.labelled(values),
        recorded.size(),
        recorded.stream().mapToDouble(it -> it).sum(),
        recorded.stream().mapToDouble(it -> it).max().orElse(0));
  }
}
