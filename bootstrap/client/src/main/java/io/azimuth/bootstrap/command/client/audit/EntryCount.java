package io.azimuth.bootstrap.command.client.audit;

import io.azimuth.bootstrap.auditlog.AuditEntry;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.bootstrap.client.output.Table;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Counts the records by one of their fields, and prints the numbers, the largest first. */
final class EntryCount implements EntryOutput {

  /** The most values; others are counted together. */
  static final int MOST = 10_000;

  private static final String NONE = "-";
  private static final String OTHERS = "(others)";

  private static final Map<String, Function<AuditEntry, List<String>>> FIELDS =
      Map.of(
          "reason", AuditEntry::reasons,
          "role", entry -> List.of(entry.role()),
          "machine", entry -> List.of(entry.machine()),
          "principal", entry -> List.of(entry.principal()),
          "client", entry -> List.of(entry.client()),
          "path", entry -> List.of(entry.path()),
          "result", entry -> List.of(entry.result().word()));

  private final String field;
  private final Function<AuditEntry, List<String>> values;
  private final Printer printer;
  private final Map<String, Long> counts = new HashMap<>();

  private EntryCount(String field, Function<AuditEntry, List<String>> values, Printer printer) {
    this.field = field;
    this.values = values;
    this.printer = printer;
  }

  static List<String> fields() {
    return FIELDS.keySet().stream().sorted().toList();
  }

  /** A count by this field; empty if there is no such field. */
  static Optional<EntryCount> by(String field, Printer printer) {
    return Optional.ofNullable(FIELDS.get(field))
        .map(values -> new EntryCount(field, values, printer));
  }

  @Override
  public void accept(AuditEntry entry) {
    List<String> found = values.apply(entry);
    (found.isEmpty() ? List.of(NONE) : found).forEach(this::count);
  }

  private void count(String value) {
    String name = value.isEmpty() ? NONE : value;
    boolean known = counts.size() < MOST || counts.containsKey(name);
    counts.merge(known ? name : OTHERS, 1L, Long::sum);
  }

  @Override
  public void flush() {
    Table table =
        Table.headed("Count", field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1));
    List<Value> items = new ArrayList<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(
            one -> {
              table.row(String.valueOf(one.getValue()), one.getKey());
              items.add(
                  Value.Obj.builder()
                      .put("count", one.getValue())
                      .put(field, one.getKey())
                      .build());
            });
    printer.print(new Value.Items(items), table.lines());
  }
}
