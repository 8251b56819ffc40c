package io.azimuth.adapters.azure.simulator.steering;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON object of a steering request, read strictly. */
final class SteeringBody {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Map<String, @Nullable Object> members;

  private SteeringBody(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /**
   * Reads an object with no other members than these; an empty body is an empty object.
   *
   * @throws IllegalArgumentException otherwise, with a sentence for the caller
   */
  static SteeringBody parse(byte[] body, Set<String> known) {
    Map<String, @Nullable Object> members = body.length == 0 ? Map.of() : object(body);
    for (String name : members.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("unknown member; known are " + known);
      }
    }
    return new SteeringBody(members);
  }

  Optional<String> text(String name) {
    return value(name, String.class, "text");
  }

  /**
   * A text that must be there.
   *
   * @throws IllegalArgumentException when it is not
   */
  String required(String name) {
    return text(name).orElseThrow(() -> new IllegalArgumentException(name + " must be a text"));
  }

  boolean flag(String name, boolean otherwise) {
    return value(name, Boolean.class, "true or false").orElse(otherwise);
  }

  Optional<Integer> number(String name) {
    return value(name, Integer.class, "a whole number");
  }

  /** The texts of a list; none when it is absent. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : value(name, List.class, "a list of texts").orElse(List.of())) {
      if (!(item instanceof String text)) {
        throw new IllegalArgumentException(name + " must be a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  /** The members of an object; null ones are empty. */
  Map<String, Optional<Object>> object(String name) {
    Map<String, Optional<Object>> values = new LinkedHashMap<>();
    value(name, Map.class, "an object")
        .ifPresent(
            map ->
                ((Map<?, ?>) map)
                    .forEach(
                        (key, it) -> values.put(String.valueOf(key), Optional.ofNullable(it))));
    return values;
  }

  private <T> Optional<T> value(String name, Class<T> type, String expected) {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(name + " must be " + expected);
    }
    return Optional.of(type.cast(value));
  }

  private static Map<String, @Nullable Object> object(byte[] body) {
    try {
      Map<String, @Nullable Object> members =
          JSON.readValue(body, new TypeReference<Map<String, @Nullable Object>>() {});
      if (members != null) {
        return members;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("the body must be a JSON object", e);
    }
    throw new IllegalArgumentException("the body must be a JSON object");
  }
}
