package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.application.api.Value;

/** Records whose being there, or whose revision, is all they say. */
final class EmptyCodec implements Codec<EmptyCodec.Mark> {

  static final EmptyCodec INSTANCE = new EmptyCodec();

  private EmptyCodec() {}

  @Override
  public void encode(Mark mark, Value.Builder fields) {
    // It has no fields.
  }

  @Override
  public Mark decode(StrictObject fields) {
    return Mark.SET;
  }

  /** The one content. */
  enum Mark {
    SET
  }
}
