package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.application.api.Value;
import io.azimuth.domain.identity.Entity;

/** Entities. */
final class EntityCodec implements Codec<Entity> {

  static final EntityCodec INSTANCE = new EntityCodec();

  private EntityCodec() {}

  @Override
  public void encode(Entity entity, Value.Builder fields) {
    fields
        .put("id", entity.id())
        .put("name", entity.name())
        .put("policies", entity.policies())
        .put("metadata", Value.of(entity.metadata()))
        .put("disabled", entity.disabled())
        .put("created", Times.of(entity.created()));
  }

  @Override
  public Entity decode(StrictObject fields) {
    return new Entity(
        fields.text("id"),
        fields.text("name"),
        fields.texts("policies"),
        fields.textMap("metadata"),
        fields.flag("disabled"),
        Times.instant(fields.pair("created")));
  }
}
