package io.azimuth.spi.metrics;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Numbers of one name that differ in their labels.
 *
 * @param name the Prometheus name: with its unit, and {@code _total} for a counter, unless the
 *     field fixed another name
 * @param help a description in one sentence
 * @param labels the names of the labels, in the order in which their values are given
 * @param most the highest number of different combinations of values, up to 10,000; the values of
 *     all further combinations are {@code other}
 */
public record MetricFamily(String name, String help, List<String> labels, int most) {

  /** The value of each label of the combinations for which there was no room. */
  public static final String OTHER = "other";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,127}");

  /** Labels that the text formats add themselves. */
  private static final List<String> OF_THE_FORMAT = List.of("quantile", "le");

  private static final int LONGEST_VALUE = 128;
  private static final int MOST = 10_000;

  public MetricFamily {
    Objects.requireNonNull(help, "help");
    labels = List.copyOf(labels);
    requireNames(name, labels);
    if (labels.stream().distinct().count() < labels.size()
        || !Collections.disjoint(labels, OF_THE_FORMAT)) {
      throw new IllegalArgumentException("labels differ, and none is quantile or le");
    }
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("1 to " + MOST + " combinations");
    }
  }

  static void requireNames(String name, Collection<String> labels) {
    if (!NAME.matcher(name).matches()
        || !labels.stream().allMatch(label -> NAME.matcher(label).matches())) {
      throw new IllegalArgumentException("names are small letters, digits and underscores");
    }
  }

  /** A family without labels: one number. */
  public static MetricFamily single(String name, String help) {
    return new MetricFamily(name, help, List.of(), 1);
  }

  /** A family with these labels, in at most that many combinations of values. */
  public static MetricFamily labelled(String name, String help, int most, String... labels) {
    return new MetricFamily(name, help, List.of(labels), most);
  }

  /**
   * The values, each cut to a bounded length.
   *
   * @throws IllegalArgumentException unless there is one value for each label
   */
  public List<String> values(String... values) {
    if (values.length != labels.size()) {
      throw new IllegalArgumentException(name + " has " + labels.size() + " labels");
    }
    for (String value : values) {
      if (value.length() > LONGEST_VALUE) {
        return Arrays.stream(values).map(MetricFamily::cut).toList();
      }
    }
    return List.of(values);
  }

  private static String cut(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE);
  }

  /** These values with the names of their labels. */
  public Map<String, String> labelled(List<String> values) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      named.put(labels.get(i), values.get(i));
    }
    return named;
  }

  /** The values of the combination that counts all for which there was no room. */
  public List<String> others() {
    return labels.stream().map(label -> OTHER).toList();
  }
}
