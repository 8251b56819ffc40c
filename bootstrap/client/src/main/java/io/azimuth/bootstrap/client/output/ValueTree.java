package io.azimuth.bootstrap.client.output;

import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows of keys and values for an answer: members of objects are indented below the key of their
 * object, and a list that does not fit into one line has a line for each element.
 */
final class ValueTree {

  private static final String STEP = "  ";
  private static final int ONE_LINE = 80;

  private ValueTree() {}

  /** Adds the rows of a member. */
  static void rows(Table table, String key, Value value) {
    if (isBranch(value)) {
      branch(table, "", key, value);
    } else {
      table.row(key, PlainText.of(value));
    }
  }

  private static void rows(Table table, String indent, String key, Value value) {
    if (isBranch(value)) {
      branch(table, indent, key, value);
    } else {
      table.row(indent + key, value.equals(Value.NULL) ? "n/a" : PlainText.of(value));
    }
  }

  private static void branch(Table table, String indent, String key, Value value) {
    table.row(indent + key, "");
    if (value instanceof Value.Obj object) {
      sorted(object).forEach((name, inner) -> rows(table, indent + STEP, name, inner));
    } else if (value instanceof Value.Items items) {
      items.values().forEach(inner -> element(table, indent + STEP, inner));
    }
  }

  // The first member of an object has the dash of its element.
  private static void element(Table table, String indent, Value value) {
    if (!(value instanceof Value.Obj object) || object.members().isEmpty()) {
      rows(table, indent, "-", value);
      return;
    }
    String mark = "- ";
    for (Map.Entry<String, Value> member : sorted(object).entrySet()) {
      if (isBranch(member.getValue())) {
        branch(table, indent + mark, member.getKey(), member.getValue());
      } else {
        rows(table, indent, mark + member.getKey(), member.getValue());
      }
      mark = STEP;
    }
  }

  private static Map<String, Value> sorted(Value.Obj object) {
    return new TreeMap<>(object.members());
  }

  private static boolean isBranch(Value value) {
    if (value instanceof Value.Obj object) {
      return !object.members().isEmpty();
    }
    return value instanceof Value.Items items && !fitsOneLine(items.values());
  }

  private static boolean fitsOneLine(List<Value> values) {
    return values.stream().noneMatch(ValueTree::isWide)
        && PlainText.of(new Value.Items(values)).length() <= ONE_LINE;
  }

  private static boolean isWide(Value value) {
    return value instanceof Value.Obj
        || value instanceof Value.Items
        || (value instanceof Value.Text text && text.text().indexOf(' ') >= 0);
  }
}
