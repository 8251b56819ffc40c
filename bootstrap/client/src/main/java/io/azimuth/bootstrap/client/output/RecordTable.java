package io.azimuth.bootstrap.client.output;

import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A table with a row for each of several records of one kind. */
final class RecordTable {

  private static final int MAX_WIDTH = 140;
  private static final int SEVERAL = 2;

  private RecordTable() {}

  /**
   * The lines of the table; empty if the value is not a list of objects or an object of several
   * objects with the same members, or if it would be too wide to be read.
   */
  static Optional<List<String>> of(String title, Value value) {
    Optional<Table> table = Optional.empty();
    if (value instanceof Value.Obj object) {
      table = ofObject(object);
    } else if (value instanceof Value.Items items) {
      table = ofList(items);
    }
    return table
        .map(Table::lines)
        .filter(lines -> lines.stream().allMatch(line -> line.length() <= MAX_WIDTH))
        .map(lines -> TitledTable.of(title, lines));
  }

  private static Optional<Table> ofObject(Value.Obj object) {
    List<Value.Obj> records = records(object.members().values());
    boolean alike = records.stream().map(one -> one.members().keySet()).distinct().count() == 1;
    if (records.size() < Math.max(SEVERAL, object.members().size()) || !alike) {
      return Optional.empty();
    }
    Set<String> columns = columns(records);
    Table table = headed("name", columns);
    new TreeMap<>(object.members())
        .forEach((name, record) -> table.row(cells(Optional.of(name), columns, record)));
    return Optional.of(table);
  }

  private static Optional<Table> ofList(Value.Items items) {
    List<Value.Obj> records = records(items.values());
    if (records.isEmpty() || records.size() < items.values().size()) {
      return Optional.empty();
    }
    Set<String> columns = columns(records);
    Table table = Table.headed(columns.toArray(String[]::new));
    records.forEach(record -> table.row(cells(Optional.empty(), columns, record)));
    return Optional.of(table);
  }

  private static List<Value.Obj> records(Iterable<Value> values) {
    List<Value.Obj> records = new ArrayList<>();
    for (Value value : values) {
      if (value instanceof Value.Obj object && !object.members().isEmpty()) {
        records.add(object);
      }
    }
    return records;
  }

  private static Set<String> columns(List<Value.Obj> records) {
    Set<String> columns = new LinkedHashSet<>();
    records.forEach(record -> columns.addAll(record.members().keySet()));
    return columns;
  }

  private static Table headed(String first, Set<String> columns) {
    List<String> headings = new ArrayList<>(List.of(first));
    headings.addAll(columns);
    return Table.headed(headings.toArray(String[]::new));
  }

  private static String[] cells(Optional<String> name, Set<String> columns, Value record) {
    List<String> cells = new ArrayList<>();
    name.ifPresent(cells::add);
    for (String column : columns) {
      cells.add(record instanceof Value.Obj object ? cell(object.get(column)) : "");
    }
    return cells.toArray(String[]::new);
  }

  private static String cell(Optional<Value> value) {
    if (value.isPresent() && value.get() instanceof Value.Obj object) {
      return object.members().entrySet().stream()
          .map(RecordTable::pair)
          .collect(Collectors.joining(" "));
    }
    return value.filter(it -> !it.equals(Value.NULL)).map(PlainText::of).orElse("n/a");
  }

  private static String pair(Map.Entry<String, Value> member) {
    return member.getKey() + "=" + PlainText.of(member.getValue());
  }
}
