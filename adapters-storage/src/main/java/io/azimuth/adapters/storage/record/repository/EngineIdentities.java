package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.codec.EmptyCodec;
import io.azimuth.adapters.storage.record.codec.EntityCodec;
import io.azimuth.adapters.storage.record.codec.EntityLinkCodec;
import io.azimuth.adapters.storage.record.codec.GroupCodec;
import io.azimuth.application.port.store.IdentityRecords;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.identity.Group;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.engine.Key;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Entities are stored at {@code entity/<id>} with their aliases. The records at {@code
 * entity-name/<keyed hash of the name in lower case>}, {@code alias/<keyed hash of mount and name>}
 * and {@code alias-id/<id>} name the entity to which a name or an alias belongs. The record at
 * {@code merged/<id>} names the entity into which another one was merged. The records at {@code
 * member/<membership>/<entity id>} are the members of external groups. Groups are at {@code
 * group/<id>}.
 */
public final class EngineIdentities implements IdentityRecords {

  private static final String ENTITY_NAMES = "entity"; // accessors of mounts contain "_"

  private final Records records;

  /** Over the records of one unit of work. */
  public EngineIdentities(Records records) {
    this.records = records;
  }

  @Override
  public Optional<Entity> entity(String id) {
    return RecordKeys.possibleEntity(id)
        .flatMap(key -> records.readCached(key, EntityCodec.INSTANCE));
  }

  @Override
  public Optional<Entity> entityNamed(String name) {
    String folded = AsciiCase.fold(name);
    return linked(nameKey(folded))
        .or(() -> folded.equals(name) ? Optional.empty() : linked(nameKey(name)))
        .filter(entity -> AsciiCase.equal(entity.name(), name));
  }

  @Override
  public Optional<Entity> entityAliased(String mountAccessor, String name) {
    return linked(aliasKey(mountAccessor, name));
  }

  @Override
  public Optional<Entity> entityOfAlias(String aliasId) {
    return RecordKeys.possibleAliasId(aliasId).flatMap(this::linked);
  }

  private Optional<Entity> linked(Key key) {
    return records.readCached(key, EntityLinkCodec.INSTANCE).flatMap(this::entity);
  }

  @Override
  public List<Entity> entities(Optional<String> after, int limit) {
    return records.reads().page(RecordKeys.ENTITIES, after.map(RecordKeys::entity), limit).stream()
        .map(entry -> records.read(entry, EntityCodec.INSTANCE))
        .toList();
  }

  @Override
  public void add(Entity entity) {
    links(entity).forEach(records.reads()::assumeAbsent);
    records.reads().assumeAbsent(RecordKeys.entity(entity.id()));
    put(entity);
  }

  @Override
  public void put(Entity entity) {
    Set<Key> links = links(entity);
    Optional<Entity> before = entity(entity.id());
    before.ifPresent(known -> forget(known, links, entity.externalGroups()));
    for (Key link : links) {
      if (!records.readCached(link, EntityLinkCodec.INSTANCE).equals(Optional.of(entity.id()))) {
        records.put(link, EntityLinkCodec.INSTANCE, entity.id());
      }
    }
    Set<String> known = Set.copyOf(before.map(Entity::externalGroups).orElse(List.of()));
    entity.externalGroups().stream()
        .filter(membership -> !known.contains(membership))
        .map(membership -> RecordKeys.member(membership, entity.id()))
        .forEach(key -> records.put(key, EmptyCodec.INSTANCE, EmptyCodec.Mark.SET));
    records.put(RecordKeys.entity(entity.id()), EntityCodec.INSTANCE, entity);
  }

  @Override
  public void remove(Entity entity) {
    entity(entity.id()).ifPresent(known -> forget(known, Set.of(), List.of()));
    idsMergedInto(entity).forEach(id -> records.remove(RecordKeys.merged(id)));
    records.remove(RecordKeys.entity(entity.id()));
  }

  @Override
  public void bequeath(Entity ended, Entity heir) {
    Stream.concat(idsMergedInto(ended).stream(), Stream.of(ended.id()))
        .forEach(id -> records.put(RecordKeys.merged(id), EntityLinkCodec.INSTANCE, heir.id()));
  }

  // The ids of the entities that were merged into this one. Their tokens are this entity's tokens
  // now.
  private List<String> idsMergedInto(Entity heir) {
    return heir.mergedIds().stream()
        .filter(
            id ->
                records
                    .readCached(RecordKeys.merged(id), EntityLinkCodec.INSTANCE)
                    .equals(Optional.of(heir.id())))
        .toList();
  }

  private void forget(Entity known, Set<Key> staying, List<String> stayingGroups) {
    Set<Key> links = links(known);
    links.add(nameKey(known.name())); // as an earlier version stored it
    for (Key link : links) {
      if (!staying.contains(link)
          && records.readCached(link, EntityLinkCodec.INSTANCE).equals(Optional.of(known.id()))) {
        records.remove(link);
      }
    }
    known.externalGroups().stream()
        .filter(membership -> !stayingGroups.contains(membership))
        .forEach(membership -> records.remove(RecordKeys.member(membership, known.id())));
  }

  private Set<Key> links(Entity entity) {
    Set<Key> links = new LinkedHashSet<>();
    links.add(nameKey(AsciiCase.fold(entity.name())));
    for (Alias alias : entity.aliases()) {
      links.add(aliasKey(alias.mountAccessor(), alias.name()));
      links.add(RecordKeys.aliasId(alias.id()));
    }
    return links;
  }

  @Override
  public List<Group> groups() {
    return records.all(RecordKeys.GROUPS, GroupCodec.INSTANCE);
  }

  @Override
  public void put(Group group) {
    records.put(RecordKeys.group(group.id()), GroupCodec.INSTANCE, group);
  }

  @Override
  public void remove(Group group) {
    records.remove(RecordKeys.group(group.id()));
  }

  @Override
  public List<String> membersOf(String membership) {
    return records.names(RecordKeys.members(membership));
  }

  private Key nameKey(String name) {
    return RecordKeys.entityName(records.cipher().aliasHash(ENTITY_NAMES, wellFormed(name)));
  }

  private Key aliasKey(String mountAccessor, String name) {
    return RecordKeys.alias(records.cipher().aliasHash(mountAccessor, wellFormed(name)));
  }

  private static String wellFormed(String name) {
    if (!RecordKeys.isWellFormed(name)) {
      throw RefusedException.invalid("a name is not well-formed text");
    }
    return name;
  }
}
