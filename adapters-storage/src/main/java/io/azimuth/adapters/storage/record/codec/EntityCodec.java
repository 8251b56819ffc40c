package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.adapters.storage.json.UnreadableException;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.identity.EntityActivity;
import io.azimuth.spi.api.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored form of entities. An early version had only a name, so all other fields may be absent.
 */
public final class EntityCodec implements RecordCodec<Entity> {

  public static final EntityCodec INSTANCE = new EntityCodec();

  private EntityCodec() {}

  @Override
  public void encode(Entity entity, Value.Builder fields) {
    fields
        .put("id", entity.id())
        .put("name", entity.name())
        .put("policies", entity.policies())
        .put("metadata", Value.of(entity.metadata()))
        .put("disabled", entity.disabled())
        .put("created", TimeFields.of(entity.created()));
    if (!entity.aliases().isEmpty()) {
      Value.Builder aliases = Value.Obj.builder();
      entity.aliases().forEach(alias -> aliases.put(alias.id(), AliasFields.encode(alias)));
      fields.put("aliases", aliases.build());
    }
    if (!entity.externalGroups().isEmpty()) {
      fields.put("external_groups", entity.externalGroups());
    }
    if (!entity.mergedIds().isEmpty()) {
      fields.put("merged", entity.mergedIds());
    }
    entity.activity().ifPresent(activity -> fields.put("activity", encoded(activity)));
    if (!entity.updated().equals(entity.created())) {
      fields.put("updated", TimeFields.of(entity.updated()));
    }
  }

  @Override
  public Entity decode(StrictObject fields) {
    String id = fields.text("id");
    Instant created = TimeFields.instant(fields.pair("created"));
    return new Entity(
        id,
        fields.text("name"),
        fields.texts("policies"),
        fields.textMap("metadata"),
        fields.flag("disabled"),
        aliases(id, fields.optionalObject("aliases").orElse(Value.Obj.EMPTY)),
        fields.optionalTexts("external_groups"),
        fields.optionalTexts("merged"),
        fields.optionalObject("activity").map(EntityCodec::activity),
        created,
        fields.optionalPair("updated").map(TimeFields::instant).orElse(created));
  }

  private static Value encoded(EntityActivity activity) {
    return Value.Obj.builder()
        .put("token", TimeFields.of(activity.lastToken()))
        .put("batch", TimeFields.of(activity.batchUntil()))
        .build();
  }

  private static EntityActivity activity(Value.Obj stored) {
    StrictObject fields = new StrictObject(stored);
    EntityActivity activity =
        new EntityActivity(
            TimeFields.instant(fields.pair("token")), TimeFields.instant(fields.pair("batch")));
    fields.end();
    return activity;
  }

  private static List<Alias> aliases(String entityId, Value.Obj byId) {
    List<Alias> aliases = new ArrayList<>();
    byId.members()
        .forEach(
            (id, alias) -> {
              if (!(alias instanceof Value.Obj object)) {
                throw new UnreadableException("an alias is an object");
              }
              aliases.add(AliasFields.decode(id, entityId, new StrictObject(object)));
            });
    return aliases;
  }
}
