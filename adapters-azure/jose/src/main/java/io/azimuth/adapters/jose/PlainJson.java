package io.azimuth.adapters.jose;

import io.azimuth.spi.api.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON in the form that jose4j has: maps, lists, texts, numbers and flags. */
final class PlainJson {

  private PlainJson() {}

  static Map<String, @Nullable Object> of(Value.Obj object) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    object.members().forEach((name, value) -> members.put(name, plain(value)));
    return members;
  }

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

  private static @Nullable Object plain(Value value) {
    if (value instanceof Value.Obj object) {
      return of(object);
    }
    if (value instanceof Value.Items items) {
      List<@Nullable Object> values = new ArrayList<>();
      items.values().forEach(item -> values.add(plain(item)));
      return values;
    }
    if (value instanceof Value.Text text) {
      return text.text();
    }
    if (value instanceof Value.Num number) {
      return number(number.literal());
    }
    return value instanceof Value.Bool flag ? flag.on() : null;
  }

  private static Number number(String literal) {
    return literal.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))
        ? Long.valueOf(literal)
        : new BigDecimal(literal);
  }
}
