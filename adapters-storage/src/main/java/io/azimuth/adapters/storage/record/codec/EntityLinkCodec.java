package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.spi.api.Value;

/** The id of the entity that is found under a key. */
public final class EntityLinkCodec implements RecordCodec<String> {

  public static final EntityLinkCodec INSTANCE = new EntityLinkCodec();

  private EntityLinkCodec() {}

  @Override
  public void encode(String entityId, Value.Builder fields) {
    fields.put("entity", entityId);
  }

  /** An early version stored aliases as records of their own. Only the entity in them is used. */
  @Override
  public String decode(StrictObject fields) {
    fields.optionalText("id");
    fields.optionalText("mount");
    fields.optionalText("name");
    fields.optionalObject("metadata");
    fields.optionalPair("created");
    return fields.text("entity");
  }
}
