package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.spi.api.Value;

/** The stored form of a mount's own data: any object. */
public final class DataCodec implements RecordCodec<Value.Obj> {

  public static final DataCodec INSTANCE = new DataCodec();

  private DataCodec() {}

  @Override
  public void encode(Value.Obj data, Value.Builder fields) {
    fields.put("data", data);
  }

  @Override
  public Value.Obj decode(StrictObject fields) {
    return fields.object("data");
  }
}
