package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.spi.api.Value;

/** The stored form of policies: their texts. */
public final class PolicyCodec implements RecordCodec<String> {

  public static final PolicyCodec INSTANCE = new PolicyCodec();

  private PolicyCodec() {}

  @Override
  public void encode(String text, Value.Builder fields) {
    fields.put("text", text);
  }

  @Override
  public String decode(StrictObject fields) {
    return fields.text("text");
  }
}
