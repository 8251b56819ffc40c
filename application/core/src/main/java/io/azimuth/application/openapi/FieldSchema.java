package io.azimuth.application.openapi;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import java.time.Duration;
import java.util.Optional;

/** A parameter in the terms of OpenAPI. */
final class FieldSchema {

  private FieldSchema() {}

  /** Its type, what it means, and what it is when it is not sent. */
  static Value.Obj of(Field<?> field) {
    Value.Builder schema = type(field).put("description", description(field));
    fallback(field).ifPresent(value -> schema.put("default", value));
    if (field.presentName().isPresent()) {
      schema.put("deprecated", true);
    }
    return schema.build();
  }

  /** The same for a place that has a description of its own. */
  static Value.Obj bare(Field<?> field) {
    Value.Builder schema = type(field);
    fallback(field).ifPresent(value -> schema.put("default", value));
    return schema.build();
  }

  /** What it means, and whether anybody should send it. */
  static String description(Field<?> field) {
    String old =
        field
            .presentName()
            .filter(name -> !field.help().contains(name))
            .map(name -> " (old name of " + name + ")")
            .orElse("");
    return field.help() + old + (field.isSupported() ? "" : " (not supported yet)");
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

  private static Optional<Value> fallback(Field<?> field) {
    Object absent = field.absent();
    if (absent instanceof Boolean on) {
      return Optional.of(Value.of(on.booleanValue()));
    }
    if (absent instanceof Integer number) {
      return Optional.of(Value.of(number.longValue()));
    }
    if (absent instanceof Duration time) {
      return Optional.of(Value.of(time.toSeconds()));
    }
    return absent instanceof String text && !text.isEmpty()
        ? Optional.of(Value.of(text))
        : Optional.empty();
  }
}
