package io.azimuth.application.openapi;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import java.util.List;

/** Members of answers as OpenAPI schemas. */
final class AnswerFieldSchema {

  private AnswerFieldSchema() {}

  /** An object with these members; without any, of any shape. */
  static Value.Obj of(List<AnswerField> members) {
    return object(members).build();
  }

  /** Objects with these members by name. */
  static Value.Obj byName(List<AnswerField> members) {
    return simple("object").put("additionalProperties", of(members)).build();
  }

  private static Value.Builder object(List<AnswerField> members) {
    if (members.isEmpty()) {
      return simple("object").put("additionalProperties", true);
    }
    return simple("object").put("properties", properties(members).build());
  }

  /** The schemas of these members by their names. */
  static Value.Builder properties(List<AnswerField> members) {
    Value.Builder properties = Value.Obj.builder();
    members.forEach(member -> properties.put(member.name(), of(member)));
    return properties;
  }

  private static Value.Obj of(AnswerField member) {
    Value.Builder schema = type(member).put("description", member.help());
    if (member.isNullable()) {
      schema.put("nullable", true);
    }
    return schema.build();
  }

  private static Value.Builder type(AnswerField member) {
    return switch (member.type()) {
      case TEXT -> simple("string");
      case TIME -> simple("string").put("format", "date-time");
      case NUMBER -> simple("integer").put("format", "int64");
      case DECIMAL -> simple("number");
      case FLAG -> simple("boolean");
      case SECONDS -> simple("integer").put("format", "seconds");
      case TEXTS -> simple("array").put("items", simple("string").build());
      case NUMBERS -> simple("array").put("items", simple("integer").build());
      case PAIRS -> simple("object").put("additionalProperties", simple("string").build());
      case OBJECT -> object(member.members());
      case OBJECTS -> simple("array").put("items", of(member.members()));
      case OBJECTS_BY_NAME -> simple("object").put("additionalProperties", of(member.members()));
    };
  }

  private static Value.Builder simple(String type) {
    return Value.Obj.builder().put("type", type);
  }
}
