package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.spi.api.Value;

/** Records without fields: only their existence or their revision has a meaning. */
public final class EmptyCodec implements RecordCodec<EmptyCodec.Mark> {

  public static final EmptyCodec INSTANCE = new EmptyCodec();

  private EmptyCodec() {}

  @Override
  public void encode(Mark mark, Value.Builder fields) {
    // It has no fields.
  }

  @Override
  public Mark decode(StrictObject fields) {
    return Mark.SET;
  }

  /** The only value. */
  public enum Mark {
    SET
  }
}
