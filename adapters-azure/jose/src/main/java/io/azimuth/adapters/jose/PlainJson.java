package io.azimuth.adapters.jose;

import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON in the form that jose4j has: maps, lists, texts, numbers and flags. */
final class PlainJson {

  private PlainJson() {}

  /** The object that jose4j read. */
  static Value.Obj read(Map<?, ?> members) {
    Value.Builder object = Value.Obj.builder();
    members.forEach((name, value) -> object.put(String.valueOf(name), value(value)));
    return object.build();
  }

  private static Value value(@Nullable Object plain) {
    if (plain instanceof Map<?, ?> members) {
      return read(members);
    }
    if (plain instanceof List<?> items) {
      return new Value.Items(items.stream().map(PlainJson::value).toList());
    }
    if (plain instanceof Double number && !Double.isFinite(number)) {
      return Value.of(number.toString()); // of an exponent that a double does not hold
    }
    if (plain instanceof Number number) {
      return new Value.Num(number.toString());
    }
    if (plain instanceof Boolean flag) {
      return Value.of(flag.booleanValue());
    }
    return plain == null ? Value.NULL : Value.of(plain.toString());
  }
}
