package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.application.api.Value;
import io.azimuth.domain.identity.Alias;

/** Aliases as a part of their entity. */
final class AliasFields {

  private AliasFields() {}

  static Value.Obj encode(Alias alias) {
    return Value.Obj.builder()
        .put("mount", alias.mountAccessor())
        .put("name", alias.name())
        .put("metadata", Value.of(alias.metadata()))
        .put("custom", Value.of(alias.customMetadata()))
        .put("merged_from", alias.mergedFrom())
        .put("created", Times.of(alias.created()))
        .put("updated", Times.of(alias.updated()))
        .build();
  }

  static Alias decode(String id, String entityId, StrictObject fields) {
    Alias alias =
        new Alias(
            id,
            fields.text("mount"),
            fields.text("name"),
            entityId,
            fields.textMap("metadata"),
            fields.textMap("custom"),
            fields.texts("merged_from"),
            Times.instant(fields.pair("created")),
            Times.instant(fields.pair("updated")));
    fields.end();
    return alias;
  }
}
