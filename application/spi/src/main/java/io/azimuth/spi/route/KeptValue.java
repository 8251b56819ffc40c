package io.azimuth.spi.route;

import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes what {@link Coercion} has read, each value in one form. */
final class KeptValue {

  private KeptValue() {}

  /** Durations are seconds, and texts by key are a list of {@code key=value}, sorted. */
  static Value of(Object converted) {
    if (converted instanceof Value.Obj object) {
      return object;
    }
    if (converted instanceof Duration duration) {
      return Value.of(duration.toSeconds());
    }
    if (converted instanceof Boolean flag) {
      return Value.of(flag.booleanValue());
    }
    if (converted instanceof Integer number) {
      return Value.of(number.longValue());
    }
    if (converted instanceof Double number) {
      return Double.isFinite(number) ? Value.of(number) : Value.of(number.toString());
    }
    if (converted instanceof List<?> list) {
      return new Value.Items(list.stream().map(KeptValue::of).toList());
    }
    return converted instanceof Map<?, ?> pairs ? pairs(pairs) : Value.of((String) converted);
  }

  private static Value pairs(Map<?, ?> pairs) {
    List<Value> items = new ArrayList<>();
    new TreeMap<>(pairs).forEach((key, value) -> items.add(pair((String) key, (String) value)));
    return new Value.Items(items);
  }

  // A key with an equals sign has no such text: it would read as another key.
  private static Value pair(String key, String value) {
    return key.indexOf('=') < 0
        ? Value.of(key + "=" + value)
        : Value.Obj.builder().put(key, value).build();
  }
}
