package io.azimuth.adapters.jose;

import io.azimuth.spi.api.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON in the form that jose4j expects: maps, lists, texts, numbers and flags. */
final class PlainJson {

  private PlainJson() {}

  static Map<String, @Nullable Object> of(Value.Obj object) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    object.members().forEach((name, value) -> members.put(name, plain(value)));
    return members;
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
