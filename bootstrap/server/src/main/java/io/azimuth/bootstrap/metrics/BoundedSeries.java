package io.azimuth.bootstrap.metrics;

import io.azimuth.spi.metrics.MetricFamily;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one family: one for each combination of labels, in a bounded number. Safe for use
 * by many threads.
 *
 * @param <M> the kind of meter
 */
final class BoundedSeries<M> {

  private final MetricFamily family;
  private final Function<Map<String, String>, M> maker;
  private final ConcurrentMap<List<String>, M> meters = new ConcurrentHashMap<>();

  /** The meter of a family without labels, once it is made: most are, and need no look-up. */
  private volatile @Nullable M single;

  /** Of that family; the maker gets the labels of a new meter, by name. */
  BoundedSeries(MetricFamily family, Function<Map<String, String>, M> maker) {
    this.family = family;
    this.maker = maker;
  }

  /** The meter with these labels, or the one of all others when there is no more room. */
  M of(String... labels) {
    M only = single;
    if (only != null && labels.length == 0) {
      return only;
    }
    List<String> values = family.values(labels);
    M meter = meters.get(values);
    return meter != null ? meter : made(values);
  }

  private synchronized M made(List<String> values) {
    boolean room = meters.containsKey(values) || meters.size() < family.most();
    M meter =
        meters.computeIfAbsent(
            room ? values : family.others(), kept -> maker.apply(family.labelled(kept)));
    if (values.isEmpty()) {
      single = meter;
    }
    return meter;
  }

  /** Shows each meter with its labels, by name. */
  void forEach(BiConsumer<Map<String, String>, M> visitor) {
    meters.forEach((values, meter) -> visitor.accept(family.labelled(values), meter));
  }
}
