package io.azimuth.bootstrap.metrics;

import io.azimuth.spi.metrics.MetricFamily;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * The meters of one family: one for each combination of labels, in a bounded number. Safe for use
 * by many threads.
 *
 * @param <M> the kind of meter
 */
final class BoundedSeries<M> {

  private final MetricFamily family;
  private final Function<Tags, M> maker;
  private final ConcurrentMap<List<String>, M> meters = new ConcurrentHashMap<>();

  BoundedSeries(MetricFamily family, Function<Tags, M> maker) {
    this.family = family;
    this.maker = maker;
  }

  /** The meter with these labels, or the one of all others when there is no more room. */
  M of(String... labels) {
    List<String> values = family.values(labels);
    M meter = meters.get(values);
    return meter != null ? meter : made(values);
  }

  private synchronized M made(List<String> values) {
    boolean room = meters.containsKey(values) || meters.size() < family.most();
    return meters.computeIfAbsent(room ? values : family.others(), this::make);
  }

  private M make(List<String> values) {
    List<Tag> tags =
        family.labelled(values).entrySet().stream()
            .map(label -> Tag.of(label.getKey(), label.getValue()))
            .toList();
    return maker.apply(Tags.of(tags));
  }
}
