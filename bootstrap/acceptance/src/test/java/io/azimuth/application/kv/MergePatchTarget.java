package io.azimuth.application.kv;

import io.azimuth.adapters.storage.json.UnreadableException;
import io.azimuth.adapters.storage.json.ValueJson;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fuzzes patches of secrets. The input is one object with the members {@code target} and {@code
 * patch}.
 */
public final class MergePatchTarget implements FuzzTarget {

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        "{\"target\":{\"a\":\"b\",\"c\":{\"d\":1,\"e\":2}},\"patch\":{\"a\":null,\"c\":{\"d\":null,"
            + "\"f\":[1]}}}",
        "{\"target\":[1],\"patch\":{\"a\":{\"b\":{\"c\":null}}}}");
  }

  @Override
  public void accept(byte[] input) {
    Value.Obj both;
    try {
      both = ValueJson.read(Inputs.text(input).getBytes(StandardCharsets.UTF_8));
    } catch (UnreadableException expected) {
      return;
    }
    Value target = both.get("target").orElse(Value.NULL);
    if (!(both.get("patch").orElse(Value.NULL) instanceof Value.Obj patch)) {
      return;
    }
    Value.Obj patched = MergePatch.apply(target, patch);
    Property.same(patched, reference(target, patch), "as RFC 7396 says");
    Property.same(MergePatch.apply(patched, patch), patched, "applied twice");
    Property.same(MergePatch.apply(patched, Value.Obj.EMPTY), patched, "nothing changed");
  }

  /** The pseudocode of RFC 7396, section 2. */
  private static Value reference(Value target, Value patch) {
    if (!(patch instanceof Value.Obj changes)) {
      return patch;
    }
    Map<String, Value> members = new LinkedHashMap<>();
    if (target instanceof Value.Obj object) {
      members.putAll(object.members());
    }
    for (Map.Entry<String, Value> change : changes.members().entrySet()) {
      if (change.getValue() instanceof Value.Null) {
        members.remove(change.getKey());
      } else {
        Value before = members.get(change.getKey());
        members.put(
            change.getKey(), reference(before == null ? Value.NULL : before, change.getValue()));
      }
    }
    return new Value.Obj(members);
  }
}
