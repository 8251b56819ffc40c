package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.application.api.Value;

/** What a backend stores: any object. */
final class DataCodec implements Codec<Value.Obj> {

  static final DataCodec INSTANCE = new DataCodec();

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
