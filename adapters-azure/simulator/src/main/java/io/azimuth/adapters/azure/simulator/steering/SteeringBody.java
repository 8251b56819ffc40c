package io.azimuth.adapters.azure.simulator.steering;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the JSON object of a steering request into a record, strictly. */
final class SteeringBody {

  private static final SnakeCaseStrategy NAMING = new SnakeCaseStrategy();
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(NAMING)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              it ->
                  it.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .withConfigOverride(
              List.class, it -> it.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL)))
          .addMixIn(SecretText.class, FromText.class)
          .build();

  private SteeringBody() {}

  /** How Jackson makes a {@link SecretText}. */
  private abstract static class FromText {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SecretText of(String text) {
      return SecretText.of(text);
    }
  }

  /**
   * Reads the body. An empty body is an empty object, and a member that is null is absent.
   *
   * @throws IllegalArgumentException with a sentence for the client when a member is not known,
   *     missing or of another type
   */
  static <T extends Record> T read(byte[] body, Class<T> type) {
    ObjectNode members = body.length == 0 ? JSON.createObjectNode() : object(body);
    try {
      return JSON.treeToValue(members.removeIf(JsonNode::isNull), type);
    } catch (UnrecognizedPropertyException e) {
      throw new IllegalArgumentException(
          "unknown member %s; known are %s"
              .formatted(e.getPropertyName(), components(type).keySet()),
          e);
    } catch (JsonMappingException e) {
      throw wrongType(e.getPath().get(0).getFieldName(), type, e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the body must be a JSON object", e);
    }
  }

  /** A text that only some requests need. */
  static String required(@Nullable String text, String name) {
    if (text == null) {
      throw new IllegalArgumentException(name + " must be a text");
    }
    return text;
  }

  /** Members to set; null removes one. */
  static Map<String, Optional<Object>> changes(@Nullable Map<String, @Nullable Object> members) {
    Map<String, Optional<Object>> changes = new LinkedHashMap<>();
    if (members != null) {
      members.forEach((name, value) -> changes.put(name, Optional.ofNullable(value)));
    }
    return changes;
  }

  private static ObjectNode object(byte[] body) {
    try {
      if (JSON.readTree(body) instanceof ObjectNode members) {
        return members;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("the body must be a JSON object", e);
    }
    throw new IllegalArgumentException("the body must be a JSON object");
  }

  private static IllegalArgumentException wrongType(
      String name, Class<? extends Record> type, JsonMappingException cause) {
    Class<?> expected = components(type).getOrDefault(name, Object.class);
    return new IllegalArgumentException(name + " must be " + describe(expected), cause);
  }

  private static Map<String, Class<?>> components(Class<? extends Record> type) {
    Map<String, Class<?>> components = new LinkedHashMap<>();
    for (RecordComponent each : type.getRecordComponents()) {
      components.put(NAMING.translate(each.getName()), each.getType());
    }
    return components;
  }

  private static String describe(Class<?> type) {
    if (type.isEnum()) {
      List<?> names = JSON.convertValue(Arrays.asList(type.getEnumConstants()), List.class);
      return "one of " + names;
    }
    return switch (type.getSimpleName()) {
      case "boolean", "Boolean" -> "true or false";
      case "int", "Integer" -> "a whole number";
      case "List" -> "a list of texts";
      case "Map" -> "an object";
      default -> "a text";
    };
  }
}
