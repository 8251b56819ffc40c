package io.azimuth.bootstrap.metrics;

import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.MetricSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * A counter whose name the field fixed without {@code _total}; the registry would append it. Safe
 * for use by many threads.
 */
final class UnsuffixedCounter implements Counter, MetricSource {

  private final MetricFamily family;
  private final BoundedSeries<LongAdder> numbers;

  UnsuffixedCounter(MetricFamily family) {
    this.family = family;
    this.numbers = new BoundedSeries<>(family, labels -> new LongAdder());
  }

  @Override
  public void add(long amount, String... labels) {
    numbers.of(labels).add(amount);
  }

  @Override
  public List<Measurement> measure() {
    List<Measurement> all = new ArrayList<>();
    numbers.forEach(
        (labels, number) ->
            all.add(
                Measurement.counter(family.name(), family.help(), labels, (double) number.sum())));
    return all;
  }
}
