package io.azimuth.product.binding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the cases of the matrix, and keeps those that the server decided otherwise. */
final class MatrixTally {

  private final Map<String, Map<String, Integer>> dimensions = new LinkedHashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int cases;

  /**
   * Notes a case.
   *
   * @param expected what the rule says
   * @param actual what the server did
   * @param dimensions names and values in turn
   */
  void note(BindingDecision expected, BindingDecision actual, Object... dimensions) {
    cases++;
    List<String> what = new ArrayList<>();
    for (int i = 0; i < dimensions.length; i += 2) {
      String value = String.valueOf(dimensions[i + 1]);
      what.add(value);
      this.dimensions
          .computeIfAbsent((String) dimensions[i], any -> new TreeMap<>())
          .merge(value, 1, Integer::sum);
    }
    this.dimensions
        .computeIfAbsent("decision", any -> new TreeMap<>())
        .merge(expected.name(), 1, Integer::sum);
    if (expected != actual) {
      wrong.add(what + ": " + expected + " was expected, but it was " + actual);
    }
  }

  int cases() {
    return cases;
  }

  /** The cases that were decided otherwise. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** A row for each dimension: its values with the number of cases. */
  List<String> rows() {
    List<String> rows = new ArrayList<>();
    rows.add("| all | " + cases + " |");
    dimensions.forEach(
        (name, values) ->
            rows.add(
                "| "
                    + name
                    + " | "
                    + values.entrySet().stream()
                        .map(it -> "`" + it.getKey() + "` " + it.getValue())
                        .collect(Collectors.joining(", "))
                    + " |"));
    return rows;
  }
}
