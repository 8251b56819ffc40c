package io.azimuth.testkit;

import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Map;

/**
 * Makes JSON from plain Java: texts, whole numbers, booleans, lists, maps, nulls and {@link
 * Value}s.
 */
public final class Values {

  private Values() {}

  /** The JSON object with these members. */
  public static Value.Obj of(Map<String, ?> members) {
    Value.Builder object = Value.Obj.builder();
    members.forEach((name, member) -> object.put(name, value(member)));
    return object.build();
  }

  private static Value value(Object plain) {
    if (plain == null) {
      return Value.NULL;
    }
    if (plain instanceof Value value) {
      return value;
    }
    if (plain instanceof String text) {
      return Value.of(text);
    }
    if (plain instanceof Number number) {
      return new Value.Num(number.toString());
    }
    if (plain instanceof Boolean flag) {
      return Value.of(flag);
    }
    if (plain instanceof List<?> list) {
      return new Value.Items(list.stream().map(Values::value).toList());
    }
    if (plain instanceof Map<?, ?> map) {
      Value.Builder object = Value.Obj.builder();
      map.forEach((name, member) -> object.put((String) name, value(member)));
      return object.build();
    }
    throw new IllegalArgumentException("not a JSON value");
  }
}
