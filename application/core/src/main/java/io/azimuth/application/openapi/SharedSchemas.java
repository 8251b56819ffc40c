package io.azimuth.application.openapi;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.AnswerSchema.Content;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.util.Map;
import java.util.TreeMap;

/**
 * The schemas of request bodies, of answers and of their data. Each has a name, after which
 * generators of clients name their types. Mounts of one type share them. Not safe for use by
 * several threads.
 */
final class SharedSchemas {

  /** Bytes that are no JSON. */
  static final Value.Obj BINARY =
      Value.Obj.builder().put("type", "string").put("format", "binary").build();

  private final Map<String, Value> byName = new TreeMap<>();

  /** A reference to the schema of the route's body. */
  Value.Obj request(DescribedMount mount, Route route) {
    return refer(name(mount, route) + "Request", body(route));
  }

  /** The schema of the body that the route answers: for JSON, a reference to it. */
  Value.Obj answer(DescribedMount mount, Route route, AnswerSchema answer) {
    String name = name(mount, route);
    return switch (answer.content()) {
      case NOTHING, ACCEPTED, WRAPPED, TOKEN -> reference(EnvelopeSchemas.ENVELOPE);
      case DATA, DATA_BY_NAME, LEASED_DATA -> {
        Value.Obj data = refer(name + "Data", schema(answer));
        yield refer(name + "Answer", EnvelopeSchemas.around(data, route, answer));
      }
      case BODY -> refer(name + "Body", schema(answer));
      case BYTES -> BINARY;
    };
  }

  private static Value.Obj schema(AnswerSchema answer) {
    return answer.content() == Content.DATA_BY_NAME
        ? AnswerFieldSchema.byName(answer.members())
        : AnswerFieldSchema.of(answer.members());
  }

  private Value.Obj refer(String base, Value.Obj schema) {
    String name = base;
    for (int number = 2; differs(name, schema); number++) {
      name = base + number;
    }
    byName.put(name, schema);
    return reference(name);
  }

  /** A reference to the schema of that name. */
  static Value.Obj reference(String name) {
    return Value.Obj.builder().put("$ref", "#/components/schemas/" + name).build();
  }

  /** All schemas that were referred to. */
  Map<String, Value> all() {
    return byName;
  }

  private boolean differs(String name, Value.Obj schema) {
    return byName.containsKey(name) && !schema.equals(byName.get(name));
  }

  private static String name(DescribedMount mount, Route route) {
    return PathWords.joined(mount.type() + "/" + route.pattern().template())
        + PathWords.joined(OperationNames.of(route.operation()));
  }

  private static Value.Obj body(Route route) {
    Value.Builder properties = Value.Obj.builder();
    Map<String, Boolean> captures = route.pattern().captures();
    for (Field<?> field : route.fields()) {
      if (!captures.containsKey(field.name())) {
        properties.put(field.name(), FieldSchema.of(field));
      }
    }
    Value.Builder schema = Value.Obj.builder().put("type", "object");
    if (!properties.build().members().isEmpty()) {
      schema.put("properties", properties.build());
    }
    if (route.takesAnything()) {
      schema.put("additionalProperties", true);
    }
    return schema.build();
  }
}
