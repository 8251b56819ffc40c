package io.azimuth.bootstrap.metrics;

import io.azimuth.application.port.metrics.TimerReading;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.Timer;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Durations of a family, in milliseconds, of which their number and their sum are shown. A login
 * has eight of them: a summary of Micrometer, which reads a clock for a maximum of its own, costs
 * three times as much. Safe for use by many threads.
 */
final class DurationSums implements Timer, Collector {

  private static final double NANOS_PER_MILLI = 1e6;

  private final MetricFamily family;
  private final BoundedSeries<Sum> sums;

  /** What was recorded with the same labels. */
  private static final class Sum {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    void record(long took) {
      count.increment();
      nanos.add(took);
      longest.accumulate(took);
    }
  }

  DurationSums(MetricFamily family) {
    this.family = family;
    this.sums = new BoundedSeries<>(family, labels -> new Sum());
  }

  @Override
  public void record(Duration took, String... labels) {
    sums.of(labels).record(Math.max(0, took.toNanos()));
  }

  /** What was recorded so far, for each combination of labels. */
  List<TimerReading> readings() {
    List<TimerReading> all = new ArrayList<>();
    sums.forEach((labels, sum) -> all.add(reading(labels, sum)));
    return all;
  }

  private TimerReading reading(Map<String, String> labels, Sum sum) {
    return new TimerReading(
        family.name(), labels, sum.count.sum(), millis(sum.nanos.sum()), millis(sum.longest.get()));
  }

  private static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }

  @Override
  public MetricSnapshot collect() {
    SummarySnapshot.Builder all = SummarySnapshot.builder().name(family.name()).help(family.help());
    for (TimerReading reading : readings()) {
      List<String> names = family.labels();
      all.dataPoint(
          SummarySnapshot.SummaryDataPointSnapshot.builder()
              .labels(Labels.of(names, names.stream().map(reading.labels()::get).toList()))
              .count(reading.count())
              .sum(reading.sum())
              .build());
    }
    return all.build();
  }
}
