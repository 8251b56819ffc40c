package io.azimuth.adapters.storage.json;

import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Fuzzes values in the form in which the store keeps them. */
public final class StoredJsonTarget implements FuzzTarget {

  @Override
  public List<byte[]> seeds() {
    return List.of(
        bytes("{\"a\":1.50e-7,\"b\":[true,null,{}],\"c\":\"\\ud800 \\u0000 x\"}"),
        bytes("{\"\\ud83d\\ude00\":\"\u00e9\"}"),
        new byte[] {0, 0, '{', 0, 0, 0, 0},
        "{\"a\":1}".getBytes(StandardCharsets.UTF_16BE));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void accept(byte[] input) {
    Value.Obj value;
    try {
      value = ValueJson.read(input);
    } catch (UnreadableException expected) {
      return;
    }
    byte[] written = ValueJson.write(value);
    Property.same(ValueJson.read(written), value, Inputs.text(written));
    Property.same(
        Inputs.text(ValueJson.write(ValueJson.read(written))), Inputs.text(written), "twice");
  }
}
