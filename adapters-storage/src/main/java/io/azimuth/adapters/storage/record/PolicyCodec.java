package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.application.api.Value;

/** The texts of policies. */
final class PolicyCodec implements Codec<String> {

  static final PolicyCodec INSTANCE = new PolicyCodec();

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
