package io.azimuth.product.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** In what a JSON value differs from a schema of an OpenAPI document. */
final class SchemaMismatches {

  private final JsonNode document;
  private final List<String> found = new ArrayList<>();

  private SchemaMismatches(JsonNode document) {
    this.document = document;
  }

  /**
   * The differences, each with its place.
   *
   * @param document whose schemas are referred to
   */
  static List<String> of(JsonNode document, JsonNode schema, JsonNode value) {
    SchemaMismatches mismatches = new SchemaMismatches(document);
    mismatches.compare("", schema, value);
    return mismatches.found;
  }

  private void compare(String place, JsonNode schema, JsonNode value) {
    List<JsonNode> parts = parts(schema);
    if (value.isNull()) {
      if (parts.stream().noneMatch(part -> part.path("nullable").asBoolean())) {
        found.add(place + " is null");
      }
      return;
    }
    parts.forEach(part -> compareType(place, part, value));
    if (value.isObject()) {
      value
          .properties()
          .forEach(member -> compareMember(place + "." + member.getKey(), parts, member));
    }
    parts.forEach(
        part -> value.forEach(item -> compareItem(place + "[]", part.path("items"), value, item)));
  }

  private void compareItem(String place, JsonNode schema, JsonNode list, JsonNode item) {
    if (list.isArray() && !schema.isMissingNode()) {
      compare(place, schema, item);
    }
  }

  private void compareMember(
      String place, List<JsonNode> parts, Map.Entry<String, JsonNode> member) {
    List<JsonNode> declared =
        parts.stream()
            .map(part -> part.path("properties").path(member.getKey()))
            .filter(schema -> !schema.isMissingNode())
            .toList();
    List<JsonNode> others =
        parts.stream()
            .map(part -> part.path("additionalProperties"))
            .filter(schema -> !schema.isMissingNode())
            .toList();
    if (declared.isEmpty() && others.isEmpty()) {
      found.add(place + " is not declared");
    }
    // The later part of the two says more.
    List<JsonNode> all = declared.isEmpty() ? others : declared;
    all.stream()
        .skip(Math.max(0, all.size() - 1))
        .filter(JsonNode::isObject)
        .forEach(schema -> compare(place, schema, member.getValue()));
  }

  private void compareType(String place, JsonNode schema, JsonNode value) {
    String type = schema.path("type").asText();
    boolean matches =
        switch (type) {
          case "string" -> value.isTextual() && hasFormat(schema, value.asText());
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          case "array" -> value.isArray();
          case "object" -> value.isObject();
          default -> true;
        };
    if (!matches) {
      found.add(place + " is no " + type + " " + schema.path("format").asText() + ": " + value);
    }
  }

  private static boolean hasFormat(JsonNode schema, String text) {
    if (!schema.path("format").asText().equals("date-time")) {
      return true;
    }
    try {
      return OffsetDateTime.parse(text).toString().length() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private List<JsonNode> parts(JsonNode schema) {
    if (schema.has("$ref")) {
      return parts(document.at(schema.path("$ref").asText().substring(1)));
    }
    if (!schema.has("allOf")) {
      return List.of(schema);
    }
    List<JsonNode> parts = new ArrayList<>();
    schema.path("allOf").forEach(part -> parts.addAll(parts(part)));
    return parts;
  }
}
