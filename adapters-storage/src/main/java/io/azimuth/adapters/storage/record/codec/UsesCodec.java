package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.spi.api.Value;

/** The number of uses that a token has left. */
public final class UsesCodec implements RecordCodec<Integer> {

  public static final UsesCodec INSTANCE = new UsesCodec();

  private UsesCodec() {}

  @Override
  public void encode(Integer left, Value.Builder fields) {
    fields.put("left", left);
  }

  @Override
  public Integer decode(StrictObject fields) {
    int left = fields.smallNumber("left");
    if (left < 0) {
      throw new IllegalArgumentException("the uses left are 0 or more");
    }
    return left;
  }
}
