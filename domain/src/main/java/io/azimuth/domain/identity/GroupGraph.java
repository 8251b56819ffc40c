package io.azimuth.domain.identity;

import io.azimuth.domain.text.AsciiCase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All groups and their members. Immutable; built once for all requests of an epoch. */
public final class GroupGraph {

  private final Map<String, Group> byId = new LinkedHashMap<>();
  private final Map<String, Group> byName = new HashMap<>();
  private final Map<String, Group> byFoldedName = new HashMap<>();
  private final Map<String, Group> byMembership = new HashMap<>();
  private final Map<AliasKey, Group> byAlias = new HashMap<>();
  private final Map<AliasKey, Group> byComparedAlias = new HashMap<>();
  private final Map<String, List<Group>> ofEntity = new HashMap<>();
  private final Map<String, List<Group>> parents = new HashMap<>();

  private record AliasKey(String mountAccessor, String name) {

    AliasKey compared() {
      return new AliasKey(mountAccessor, GroupAlias.compared(name));
    }
  }

  /** A graph of these groups, in this order. */
  public GroupGraph(Collection<Group> groups) {
    groups.forEach(this::add);
  }

  private void add(Group group) {
    byId.put(group.id(), group);
    byName.put(group.name(), group);
    byFoldedName.putIfAbsent(AsciiCase.fold(group.name()), group);
    group.alias().ifPresent(alias -> add(group, alias));
    group.memberEntities().forEach(id -> listIn(ofEntity, id).add(group));
    group.memberGroups().forEach(id -> listIn(parents, id).add(group));
  }

  private void add(Group group, GroupAlias alias) {
    byMembership.put(alias.membership(), group);
    AliasKey key = new AliasKey(alias.mountAccessor(), alias.name());
    byAlias.put(key, group);
    byComparedAlias.putIfAbsent(key.compared(), group);
  }

  private static List<Group> listIn(Map<String, List<Group>> lists, String key) {
    return lists.computeIfAbsent(key, k -> new ArrayList<>());
  }

  /** All groups. */
  public List<Group> groups() {
    return List.copyOf(byId.values());
  }

  /** The group of that id. */
  public Optional<Group> group(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The group of that name, in any case of the letters A to Z. Of two groups that an earlier
   * version stored under names that differ in case alone, each is found under its own spelling.
   */
  public Optional<Group> named(String name) {
    return Optional.ofNullable(byName.get(name))
        .or(() -> Optional.ofNullable(byFoldedName.get(AsciiCase.fold(name))));
  }

  /**
   * The external group that logins on that mount make members of by proving that name. Letter case
   * counts, but for the digits of a GUID; of two aliases that an earlier version stored with GUIDs
   * that differ in case alone, each is found under its own spelling.
   */
  public Optional<Group> aliased(String mountAccessor, String name) {
    AliasKey key = new AliasKey(mountAccessor, name);
    return Optional.ofNullable(byAlias.get(key))
        .or(() -> Optional.ofNullable(byComparedAlias.get(key.compared())));
  }

  /** The group whose alias has that id. */
  public Optional<Group> ofAlias(String aliasId) {
    return byId.values().stream()
        .filter(group -> group.alias().filter(alias -> alias.id().equals(aliasId)).isPresent())
        .findFirst();
  }

  /** The groups that it is a direct member of. */
  public List<Group> parents(String groupId) {
    return List.copyOf(parents.getOrDefault(groupId, List.of()));
  }

  /** The internal groups that the entity is a direct member of. */
  public List<Group> internalOf(String entityId) {
    return List.copyOf(ofEntity.getOrDefault(entityId, List.of()));
  }

  /** The groups of an entity. */
  public Memberships of(Entity entity) {
    List<Group> direct = new ArrayList<>(ofEntity.getOrDefault(entity.id(), List.of()));
    for (String membership : entity.externalGroups()) {
      Optional.ofNullable(byMembership.get(membership)).ifPresent(direct::add);
    }
    return direct.isEmpty() ? Memberships.NONE : new Memberships(direct, above(direct));
  }

  private List<Group> above(List<Group> direct) {
    Set<String> seen = new HashSet<>();
    direct.forEach(group -> seen.add(group.id()));
    List<Group> inherited = new ArrayList<>();
    Deque<Group> open = new ArrayDeque<>(direct);
    while (!open.isEmpty()) {
      for (Group parent : parents.getOrDefault(open.remove().id(), List.of())) {
        if (seen.add(parent.id())) {
          inherited.add(parent);
          open.add(parent);
        }
      }
    }
    return inherited;
  }

  /**
   * The memberships that an entity has after a login: those that this login proved on its mount,
   * and those of other mounts. Memberships that no group's alias matches any more are dropped.
   */
  public Set<String> afterLogin(Entity entity, String mountAccessor, Collection<String> proved) {
    Set<String> memberships = new HashSet<>();
    for (String membership : entity.externalGroups()) {
      Optional.ofNullable(byMembership.get(membership))
          .flatMap(Group::alias)
          .filter(alias -> !alias.mountAccessor().equals(mountAccessor))
          .ifPresent(alias -> memberships.add(membership));
    }
    for (String name : proved) {
      aliased(mountAccessor, name)
          .flatMap(Group::alias)
          .ifPresent(alias -> memberships.add(alias.membership()));
    }
    return memberships;
  }

  /** Whether the group would be its own member, at any distance, with these member groups. */
  public boolean wouldCycle(String groupId, Collection<String> memberGroups) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(memberGroups);
    while (!open.isEmpty()) {
      String id = open.remove();
      if (id.equals(groupId)) {
        return true;
      }
      if (seen.add(id)) {
        group(id).ifPresent(group -> open.addAll(group.memberGroups()));
      }
    }
    return false;
  }
}
