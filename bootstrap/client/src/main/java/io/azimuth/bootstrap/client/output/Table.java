package io.azimuth.bootstrap.client.output;

import io.azimuth.bootstrap.client.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows in columns. Each column is as wide as its longest cell. */
public final class Table {

  private static final String GAP = "    ";

  private final List<List<String>> rows = new ArrayList<>();

  private Table() {}

  /** Creates a table with these headings. */
  public static Table headed(String... headings) {
    Table table = new Table();
    List<String> rule = new ArrayList<>();
    for (String heading : headings) {
      rule.add("-".repeat(heading.length()));
    }
    table.rows.add(List.of(headings));
    table.rows.add(rule);
    return table;
  }

  /** Adds a row with as many cells as there are headings. */
  public Table row(String... cells) {
    rows.add(Stream.of(cells).map(Printable::of).toList());
    return this;
  }

  /** Whether it has no rows. */
  public boolean isEmpty() {
    return rows.size() == 2; // the headings and their rule
  }

  /** The lines of the table, without trailing spaces. */
  public List<String> lines() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
