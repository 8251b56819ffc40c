package io.azimuth.bootstrap.metrics;

import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.MetricSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A counter whose name the field fixed without {@code _total}; the registry would append it. Safe
 * for use by many threads.
 */
final class UnsuffixedCounter implements Counter, MetricSource {

  private final MetricFamily family;
  private final ConcurrentMap<List<String>, LongAdder> numbers = new ConcurrentHashMap<>();

  UnsuffixedCounter(MetricFamily family) {
    this.family = family;
  }

  @Override
  public void add(long amount, String... labels) {
    List<String> values = family.values(labels);
    LongAdder number = numbers.get(values);
    (number != null ? number : made(values)).add(amount);
  }

  private synchronized LongAdder made(List<String> values) {
    boolean room = numbers.containsKey(values) || numbers.size() < family.most();
    return numbers.computeIfAbsent(room ? values : family.others(), key -> new LongAdder());
  }

  @Override
  public List<Measurement> measure() {
    return numbers.entrySet().stream()
        .map(
            one ->
                Measurement.counter(
                    family.name(),
                    family.help(),
                    family.labelled(one.getKey()),
                    (double) one.getValue().sum()))
        .toList();
  }
}
