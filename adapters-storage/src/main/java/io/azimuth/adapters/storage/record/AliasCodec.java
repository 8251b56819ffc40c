package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.application.api.Value;
import io.azimuth.domain.identity.Alias;

/** Aliases. */
final class AliasCodec implements Codec<Alias> {

  static final AliasCodec INSTANCE = new AliasCodec();

  private AliasCodec() {}

  @Override
  public void encode(Alias alias, Value.Builder fields) {
    fields
        .put("id", alias.id())
        .put("mount", alias.mountAccessor())
        .put("name", alias.name())
        .put("entity", alias.entityId())
        .put("metadata", Value.of(alias.metadata()))
        .put("created", Times.of(alias.created()));
  }

  @Override
  public Alias decode(StrictObject fields) {
    return new Alias(
        fields.text("id"),
        fields.text("mount"),
        fields.text("name"),
        fields.text("entity"),
        fields.textMap("metadata"),
        Times.instant(fields.pair("created")));
  }
}
