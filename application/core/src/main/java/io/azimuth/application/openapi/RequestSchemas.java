package io.azimuth.application.openapi;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.util.Map;
import java.util.TreeMap;

/**
 * The schemas of request bodies. Mounts of one type share them. Not safe for use by several
 * threads.
 */
final class RequestSchemas {

  private final Map<String, Value> byName = new TreeMap<>();

  /** A reference to the schema of the route's body. */
  Value.Obj refer(DescribedMount mount, Route route) {
    Value.Obj schema = schema(route);
    String base = name(mount, route);
    String name = base;
    for (int number = 2; differs(name, schema); number++) {
      name = base + number;
    }
    byName.put(name, schema);
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
        + PathWords.joined(OperationNames.of(route.operation()))
        + "Request";
  }

  private static Value.Obj schema(Route route) {
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
