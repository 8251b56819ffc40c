package io.azimuth.application.openapi;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A parameter as an OpenAPI schema. */
final class FieldSchema {

  private static final Set<Value> EMPTY = Set.of(Value.of(false), Value.of(0), Value.of(""));

  private FieldSchema() {}

  /** Its type, its description, and its default where that is not empty. */
  static Value.Obj of(Field<?> field) {
    Value.Builder schema = type(field).put("description", description(field));
    fallback(field).ifPresent(value -> schema.put("default", value));
    if (field.presentName().isPresent()) {
      schema.put("deprecated", true);
    }
    return schema.build();
  }

  /** The same without the description, for a place that has its own. */
  static Value.Obj bare(Field<?> field) {
    Value.Builder schema = type(field);
    fallback(field).ifPresent(value -> schema.put("default", value));
    return schema.build();
  }

  /** The help text, with a note when the parameter is an old name or refused. */
  static String description(Field<?> field) {
    String old =
        field
            .presentName()
            .filter(name -> !field.help().contains(name))
            .map(name -> " (old name of " + name + ")")
            .orElse("");
    return field.help() + old + field.refusal().map(why -> " (refused: " + why + ")").orElse("");
  }

  private static Value.Builder type(Field<?> field) {
    return switch (field.type()) {
      case TEXT -> simple("string");
      case NUMBER -> simple("integer");
      case DECIMAL -> simple("number");
      case FLAG -> simple("boolean");
      case DURATION -> simple("integer").put("format", "seconds");
      case COMMA_LIST, LIST -> simple("array").put("items", simple("string").build());
      case NUMBERS -> simple("array").put("items", simple("integer").build());
      case PAIRS -> simple("object").put("additionalProperties", simple("string").build());
      case OBJECT -> simple("object").put("additionalProperties", true);
    };
  }

  private static Value.Builder simple(String type) {
    return Value.Obj.builder().put("type", type);
  }

  // Generated clients send each default that they know, also when a write is meant to change
  // another
  // field: false and zero go without saying, and an old name would be sent beside the new one.
  private static Optional<Value> fallback(Field<?> field) {
    return field.presentName().isPresent()
        ? Optional.empty()
        : value(field.absent()).filter(value -> !EMPTY.contains(value));
  }

  private static Optional<Value> value(Object absent) {
    if (absent instanceof Boolean on) {
      return Optional.of(Value.of(on.booleanValue()));
    }
    if (absent instanceof Integer number) {
      return Optional.of(Value.of(number.longValue()));
    }
    if (absent instanceof Duration time) {
      return Optional.of(Value.of(time.toSeconds()));
    }
    return absent instanceof String text ? Optional.of(Value.of(text)) : Optional.empty();
  }
}
