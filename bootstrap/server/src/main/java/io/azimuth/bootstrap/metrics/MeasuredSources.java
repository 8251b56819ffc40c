package io.azimuth.bootstrap.metrics;

import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.remote.LogAllowance;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sources that are asked each time the measurements are read. */
final class MeasuredSources implements MultiCollector {

  private static final Logger LOG = LoggerFactory.getLogger(MeasuredSources.class);
  private static final String TOTAL = "_total";

  private final List<MetricSource> sources = new CopyOnWriteArrayList<>();
  private final Predicate<String> taken;
  private final LogAllowance warnings = LogAllowance.perMinute(10);

  /** Sources whose numbers are left out if their name is taken: twice would make the page fail. */
  MeasuredSources(Predicate<String> taken) {
    this.taken = taken;
  }

  void add(MetricSource source) {
    sources.add(source);
  }

  /** All present numbers; a source that throws has none. */
  List<Measurement> all() {
    List<Measurement> all = new ArrayList<>();
    for (MetricSource source : sources) {
      try {
        source.measure().stream().filter(it -> !taken.test(it.name())).forEach(all::add);
      } catch (RuntimeException | LinkageError | AssertionError e) {
        if (warnings.take(System.nanoTime()) >= 0) {
          LOG.warn("a source of measurements failed", e);
        }
      }
    }
    return all;
  }

  @Override
  public MetricSnapshots collect() {
    Map<String, List<Measurement>> byBase =
        all().stream()
            .collect(
                Collectors.groupingBy(
                    number -> base(number.name()), TreeMap::new, Collectors.toList()));
    List<MetricSnapshot> shown = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    byBase.forEach(
        (base, sharing) -> {
          try {
            shown.add(snapshot(sharing));
          } catch (IllegalArgumentException e) { // such as a name that the format keeps for itself
            refused.add(base);
          }
        });
    if (!refused.isEmpty() && warnings.take(System.nanoTime()) >= 0) {
      LOG.warn(
          "measurements left out, which the text formats cannot show, number={}, first={}",
          refused.size(),
          refused.get(0));
    }
    return new MetricSnapshots(shown);
  }

  /** The name without the ending of a counter: two of one base would make the page fail. */
  static String base(String name) {
    return name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name;
  }

  // Those that have another name or kind than the first one are left out.
  private static MetricSnapshot snapshot(List<Measurement> sharing) {
    Measurement first = sharing.get(0);
    List<Measurement> numbers =
        sharing.stream()
            .filter(it -> it.name().equals(first.name()) && it.kind() == first.kind())
            .toList();
    if (first.kind() == Measurement.Kind.GAUGE) {
      GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(first.name()).help(first.help());
      distinct(numbers)
          .forEach(
              (labels, number) ->
                  gauge.dataPoint(
                      GaugeSnapshot.GaugeDataPointSnapshot.builder()
                          .labels(labels)
                          .value(number.value())
                          .build()));
      return gauge.build();
    }
    return first.name().endsWith(TOTAL) ? counter(numbers) : unknown(numbers);
  }

  private static CounterSnapshot counter(List<Measurement> numbers) {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder().name(base(numbers.get(0).name())).help(numbers.get(0).help());
    distinct(numbers)
        .forEach(
            (labels, number) ->
                counter.dataPoint(
                    CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value(number.value())
                        .build()));
    return counter.build();
  }

  // A counter would be shown with an ending that the fixed name does not have.
  private static UnknownSnapshot unknown(List<Measurement> numbers) {
    List<UnknownSnapshot.UnknownDataPointSnapshot> points = new ArrayList<>();
    distinct(numbers)
        .forEach(
            (labels, number) ->
                points.add(
                    UnknownSnapshot.UnknownDataPointSnapshot.builder()
                        .labels(labels)
                        .value(number.value())
                        .build()));
    return new UnknownSnapshot(
        new MetricMetadata(numbers.get(0).name(), numbers.get(0).help()), points);
  }

  // The last one of two with the same labels: twice would make the whole page fail.
  private static Map<Labels, Measurement> distinct(List<Measurement> numbers) {
    Map<Labels, Measurement> distinct = new TreeMap<>();
    numbers.forEach(number -> distinct.put(labels(number.labels()), number));
    return distinct;
  }

  private static Labels labels(Map<String, String> labels) {
    Labels.Builder built = Labels.builder();
    new TreeMap<>(labels).forEach(built::label);
    return built.build();
  }
}
