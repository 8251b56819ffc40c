package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.domain.identity.Alias;
import io.azimuth.spi.api.Value;

/** Stores aliases as a part of their entity. */
final class AliasFields {

  private AliasFields() {}

  static Value.Obj encode(Alias alias) {
    Value.Builder fields =
        Value.Obj.builder()
            .put("mount", alias.mountAccessor())
            .put("name", alias.name())
            .put("metadata", Value.of(alias.metadata().proved()))
            .put("custom", Value.of(alias.metadata().custom()));
    if (!alias.metadata().ofRole().isEmpty()) {
      fields.put("custom_of_role", Value.of(alias.metadata().ofRole()));
    }
    return fields
        .put("merged_from", alias.mergedFrom())
        .put("created", TimeFields.of(alias.created()))
        .put("updated", TimeFields.of(alias.updated()))
        .build();
  }

  static Alias decode(String id, String entityId, StrictObject fields) {
    Alias alias =
        new Alias(
            id,
            fields.text("mount"),
            fields.text("name"),
            entityId,
            new Alias.Metadata(
                fields.textMap("metadata"),
                fields.textMap("custom"),
                fields.optionalTextMap("custom_of_role")),
            fields.texts("merged_from"),
            TimeFields.instant(fields.pair("created")),
            TimeFields.instant(fields.pair("updated")));
    fields.end();
    return alias;
  }
}
