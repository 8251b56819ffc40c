package io.azimuth.bootstrap.client.output;

import io.azimuth.bootstrap.client.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows in columns. Each column is as wide as its longest cell. The further lines of a cell are in
 * its own column, and those of a first cell are escaped, so that no text of a server looks like a
 * row that is not there.
 */
public final class Table {

  private static final String GAP = "    ";

  private final List<List<String>> rows = new ArrayList<>();

  private Table() {}

  public static Table headed(String... headings) {
    Table table = new Table();
    List<String> rule = new ArrayList<>();
    List<String> names = Stream.of(headings).map(Table::oneLine).toList();
    for (String name : names) {
      rule.add("-".repeat(name.length()));
    }
    table.rows.add(names);
    table.rows.add(rule);
    return table;
  }

  /** Adds a row with as many cells as there are headings. */
  public Table row(String... cells) {
    List<List<String>> columns = new ArrayList<>();
    columns.add(List.of(oneLine(cells[0])));
    for (int i = 1; i < cells.length; i++) {
      columns.add(Printable.of(cells[i]).replace('\t', ' ').lines().toList());
    }
    int height = columns.stream().mapToInt(List::size).max().orElse(1);
    for (int line = 0; line < height; line++) {
      rows.add(line(columns, line));
    }
    return this;
  }

  private static List<String> line(List<List<String>> columns, int line) {
    return columns.stream().map(lines -> line < lines.size() ? lines.get(line) : "").toList();
  }

  private static String oneLine(String cell) {
    return Printable.of(cell).replace("\n", "\\u000a").replace('\t', ' ');
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
