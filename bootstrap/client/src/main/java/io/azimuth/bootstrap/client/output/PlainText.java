package io.azimuth.bootstrap.client.output;

import io.azimuth.spi.api.Value;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Formats values for table cells as scripts around the Vault command line expect them. */
public final class PlainText {

  private PlainText() {}

  /** Strings unchanged, lists as {@code [a b]}, objects as {@code map[a:1 b:2]}. */
  public static String of(Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    if (value instanceof Value.Num number) {
      return number.literal();
    }
    if (value instanceof Value.Bool flag) {
      return String.valueOf(flag.on());
    }
    if (value instanceof Value.Items items) {
      return items.values().stream().map(PlainText::of).collect(Collectors.joining(" ", "[", "]"));
    }
    return value instanceof Value.Obj object ? of(object.members()) : "<nil>";
  }

  private static String of(Map<String, Value> members) {
    return new TreeMap<>(members)
        .entrySet().stream()
            .map(one -> one.getKey() + ":" + of(one.getValue()))
            .collect(Collectors.joining(" ", "map[", "]"));
  }
}
