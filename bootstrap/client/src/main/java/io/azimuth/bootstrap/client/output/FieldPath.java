package io.azimuth.bootstrap.client.output;

import io.azimuth.spi.api.Value;
import java.util.Optional;

/**
 * Finds a value inside nested objects and lists by a path such as {@code data.password} or {@code
 * keys.0}. A member whose own name has dots is found, too.
 */
final class FieldPath {

  private FieldPath() {}

  static Optional<Value> find(Value value, String path) {
    if (value instanceof Value.Items items) {
      return inList(items, path);
    }
    if (!(value instanceof Value.Obj object)) {
      return Optional.empty();
    }
    Optional<Value> whole = object.get(path);
    for (int dot = path.indexOf('.');
        whole.isEmpty() && dot > 0;
        dot = path.indexOf('.', dot + 1)) {
      String rest = path.substring(dot + 1);
      whole = object.get(path.substring(0, dot)).flatMap(inner -> find(inner, rest));
    }
    return whole;
  }

  private static Optional<Value> inList(Value.Items items, String path) {
    int dot = path.indexOf('.');
    String index = dot < 0 ? path : path.substring(0, dot);
    if (!index.matches("[0-9]{1,6}") || Integer.parseInt(index) >= items.values().size()) {
      return Optional.empty();
    }
    Value one = items.values().get(Integer.parseInt(index));
    return dot < 0 ? Optional.of(one) : find(one, path.substring(dot + 1));
  }
}
