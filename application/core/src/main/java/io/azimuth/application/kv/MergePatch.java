package io.azimuth.application.kv;

import io.azimuth.spi.api.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** RFC 7396. */
final class MergePatch {

  private MergePatch() {}

  /** The target, changed as the patch says: null removes, objects merge, anything else replaces. */
  static Value.Obj apply(Value target, Value.Obj patch) {
    Map<String, Value> merged =
        new LinkedHashMap<>(target instanceof Value.Obj object ? object.members() : Map.of());
    patch
        .members()
        .forEach(
            (name, change) -> {
              if (change instanceof Value.Null) {
                merged.remove(name);
              } else if (change instanceof Value.Obj object) {
                merged.put(name, apply(merged.getOrDefault(name, Value.NULL), object));
              } else {
                merged.put(name, change);
              }
            });
    return new Value.Obj(merged);
  }
}
