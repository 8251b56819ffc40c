package io.azimuth.bootstrap.command.client.audit;

import io.azimuth.bootstrap.auditlog.AuditEntry;
import io.azimuth.bootstrap.client.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints a row for each record. The first rows decide how wide the columns are, so that any number
 * of rows can follow.
 */
final class EntryTable implements EntryOutput {

  private static final int ROWS_THAT_DECIDE = 500;
  private static final int WIDEST = 80;
  private static final String GAP = "  ";
  private static final List<String> HEADINGS =
      List.of(
          "Time",
          "Result",
          "Operation",
          "Path",
          "Role",
          "Machine",
          "Principal",
          "Reason",
          "Client",
          "Request");

  private final PrintWriter out;
  private final List<List<String>> waiting = new ArrayList<>();
  private int[] widths = {};

  EntryTable(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void accept(AuditEntry entry) {
    List<String> row = row(entry);
    if (widths.length > 0) {
      out.println(line(row));
      return;
    }
    waiting.add(row);
    if (waiting.size() == ROWS_THAT_DECIDE) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (!waiting.isEmpty()) {
      waiting.add(0, HEADINGS);
      waiting.add(1, HEADINGS.stream().map(it -> "-".repeat(it.length())).toList());
      widths = widths(waiting);
      waiting.forEach(row -> out.println(line(row)));
      waiting.clear();
    }
    out.flush();
  }

  private static List<String> row(AuditEntry entry) {
    String why = entry.reasons().isEmpty() ? entry.error() : String.join(",", entry.reasons());
    return List.of(
            entry.time().toString(),
            entry.result().word(),
            entry.operation(),
            entry.path(),
            entry.role(),
            entry.machine(),
            entry.principal(),
            why,
            entry.client(),
            entry.requestId())
        .stream()
        .map(cell -> Printable.of(cell.isEmpty() ? "-" : cell.replaceAll("\\s+", " ")))
        .map(EntryTable::shortened)
        .toList();
  }

  private static String shortened(String cell) {
    return cell.length() <= WIDEST ? cell : cell.substring(0, WIDEST - 1) + "…";
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[HEADINGS.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private String line(List<String> row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      cells.add(cell + " ".repeat(Math.max(0, widths[i] - cell.length())));
    }
    return cells.stream().collect(Collectors.joining(GAP)).stripTrailing();
  }
}
