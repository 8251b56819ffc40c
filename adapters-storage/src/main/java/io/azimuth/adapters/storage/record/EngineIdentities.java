package io.azimuth.adapters.storage.record;

import io.azimuth.application.api.RefusedException;
import io.azimuth.application.port.engine.Key;
import io.azimuth.application.port.store.IdentityRecords;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import java.util.Optional;

/** Entities at {@code entity/<id>}, aliases at {@code alias/<keyed hash of mount and name>}. */
final class EngineIdentities implements IdentityRecords {

  private final Records records;

  EngineIdentities(Records records) {
    this.records = records;
  }

  @Override
  public Optional<Entity> entity(String id) {
    return Keys.possibleEntity(id).flatMap(key -> records.recall(key, EntityCodec.INSTANCE));
  }

  @Override
  public Optional<Alias> alias(String mountAccessor, String name) {
    return records.recall(key(mountAccessor, name), AliasCodec.INSTANCE);
  }

  @Override
  public void put(Entity entity) {
    records.put(Keys.entity(entity.id()), EntityCodec.INSTANCE, entity);
  }

  @Override
  public void put(Alias alias) {
    records.put(key(alias.mountAccessor(), alias.name()), AliasCodec.INSTANCE, alias);
  }

  private Key key(String mountAccessor, String name) {
    if (!Keys.isWellFormed(name)) {
      throw RefusedException.invalid("the name of an alias is not well-formed text");
    }
    return Keys.alias(records.cipher().aliasHash(mountAccessor, name));
  }
}
