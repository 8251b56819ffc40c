package io.azimuth.testkit.store;

import io.azimuth.application.port.store.IdentityRecords;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.identity.Group;
import io.azimuth.domain.text.AsciiCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Entities and groups over what one unit of work read and staged. */
record FakeIdentities(FakeRecords records) implements IdentityRecords {

  @Override
  public Optional<Entity> entity(String id) {
    return FakeKeys.isStorable(id) ? records.get("entity/" + id, Entity.class) : Optional.empty();
  }

  @Override
  public Optional<Entity> entityNamed(String name) {
    return linked(nameKey(name));
  }

  @Override
  public Optional<Entity> entityAliased(String mountAccessor, String name) {
    return linked(aliasKey(mountAccessor, name));
  }

  @Override
  public Optional<Entity> entityOfAlias(String aliasId) {
    return FakeKeys.isStorable(aliasId) ? linked("alias-id/" + aliasId) : Optional.empty();
  }

  private Optional<Entity> linked(String key) {
    return records.get(key, String.class).flatMap(this::entity);
  }

  @Override
  public List<Entity> entities(Optional<String> after, int limit) {
    synchronized (records.store()) {
      return records.names("entity/", after, limit).stream()
          .map(id -> records.unseen("entity/" + id, Entity.class))
          .toList();
    }
  }

  @Override
  public void add(Entity entity) {
    links(entity).forEach(records::assumeAbsent);
    records.assumeAbsent("entity/" + entity.id());
    put(entity);
  }

  @Override
  public void put(Entity entity) {
    FakeKeys.storable("the id of an entity", entity.id());
    List<String> links = links(entity);
    entity(entity.id()).ifPresent(this::unlink);
    for (String key : links) {
      records.entry(key); // who has the name until now is a precondition
      records.put(key, entity.id());
    }
    entity.externalGroups().forEach(m -> records.put(member(m, entity), "set"));
    records.put("entity/" + entity.id(), entity);
  }

  @Override
  public void remove(Entity entity) {
    entity(entity.id()).ifPresent(this::unlink);
    became(entity).forEach(id -> records.delete("merged/" + id));
    records.delete("entity/" + entity.id());
  }

  @Override
  public void bequeath(Entity ended, Entity heir) {
    List<String> ids = new ArrayList<>(became(ended));
    ids.add(ended.id());
    ids.forEach(id -> records.put("merged/" + id, heir.id()));
  }

  private List<String> became(Entity heir) {
    return heir.mergedIds().stream()
        .filter(id -> records.get("merged/" + id, String.class).equals(Optional.of(heir.id())))
        .toList();
  }

  private void unlink(Entity known) {
    links(known).stream()
        .filter(key -> records.get(key, String.class).equals(Optional.of(known.id())))
        .forEach(records::delete);
    known.externalGroups().forEach(m -> records.delete(member(m, known)));
  }

  private static List<String> links(Entity entity) {
    List<String> links = new ArrayList<>();
    links.add(nameKey(entity.name()));
    for (Alias alias : entity.aliases()) {
      links.add(aliasKey(alias.mountAccessor(), alias.name()));
      links.add("alias-id/" + FakeKeys.storable("the id of an alias", alias.id()));
    }
    return links;
  }

  private static String nameKey(String name) {
    return "entity-name/" + AsciiCase.fold(FakeKeys.wellFormed(name));
  }

  private static String aliasKey(String mountAccessor, String name) {
    return "alias/" + mountAccessor + "/" + FakeKeys.wellFormed(name);
  }

  private static String member(String membership, Entity entity) {
    return "member/" + membership + "/" + entity.id();
  }

  @Override
  public List<Group> groups() {
    return records.all("group/", Group.class);
  }

  @Override
  public void put(Group group) {
    records.put("group/" + FakeKeys.storable("the id of a group", group.id()), group);
  }

  @Override
  public void remove(Group group) {
    records.delete("group/" + group.id());
  }

  @Override
  public List<String> membersOf(String membership) {
    return records.names("member/" + membership + "/");
  }
}
