package io.azimuth.bootstrap.client.output;

import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A table of keys and values below a title, one of several in an answer. */
public final class TitledTable {

  private static final int SHORTEST_RULE = 2;

  private TitledTable() {}

  /** The title between rules, then the lines, then an empty line. */
  public static List<String> of(String title, List<String> lines) {
    int width = lines.stream().mapToInt(String::length).max().orElse(0);
    String rule = "=".repeat(Math.max(SHORTEST_RULE, (width - title.length() - 2) / 2));
    List<String> all = new ArrayList<>();
    all.add(rule + " " + title + " " + rule);
    all.addAll(lines);
    all.add("");
    return all;
  }

  /** The same with the members of an object, by name; an empty text shows as {@code n/a}. */
  public static List<String> of(String title, Value.Obj object) {
    Table table = Table.headed("Key", "Value");
    new TreeMap<>(object.members())
        .forEach(
            (key, value) ->
                ValueTree.rows(table, key, value.equals(Value.of("")) ? Value.of("n/a") : value));
    return of(title, table.lines());
  }
}
