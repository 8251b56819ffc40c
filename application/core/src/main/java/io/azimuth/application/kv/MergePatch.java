package io.azimuth.application.kv;

import io.azimuth.spi.api.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON Merge Patch, RFC 7396. */
final class MergePatch {

  private MergePatch() {}

  /** The target, changed by the patch: null removes, objects merge, any other value replaces. */
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
