package io.azimuth.domain.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Entities that have policies together.
 *
 * @param id a UUID
 * @param name unique, {@code group_<8 hex>} unless an operator named it
 * @param type who decides about its members
 * @param policies of all tokens of its members
 * @param metadata metadata that an operator wrote
 * @param memberEntities ids of entities, of an internal group
 * @param memberGroups ids of groups whose members are its members, too; of an internal group
 * @param alias the group of another system, of an external group
 * @param modifyIndex counts its changes
 * @param created when it was made
 * @param updated when it was changed last
 */
public record Group(
    String id,
    String name,
    GroupType type,
    List<String> policies,
    Map<String, String> metadata,
    List<String> memberEntities,
    List<String> memberGroups,
    Optional<GroupAlias> alias,
    long modifyIndex,
    Instant created,
    Instant updated) {

  public Group {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    policies = List.copyOf(policies);
    metadata = Map.copyOf(metadata);
    memberEntities = List.copyOf(memberEntities);
    memberGroups = List.copyOf(memberGroups);
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(updated, "updated");
    boolean hasMembers = !memberEntities.isEmpty() || !memberGroups.isEmpty();
    if (type == GroupType.EXTERNAL ? hasMembers : alias.isPresent()) {
      throw new IllegalArgumentException("members are an internal group's, an alias an external's");
    }
  }

  /** A group without members. */
  public static Group fresh(String id, String name, GroupType type, Instant now) {
    return new Group(
        id, name, type, List.of(), Map.of(), List.of(), List.of(), Optional.empty(), 0, now, now);
  }

  /** This group with an operator's changes. */
  public Group changed(
      String newName, List<String> newPolicies, Map<String, String> newMetadata, Instant now) {
    return new Group(
        id,
        newName,
        type,
        newPolicies,
        newMetadata,
        memberEntities,
        memberGroups,
        alias,
        modifyIndex + 1,
        created,
        now);
  }

  /** This group with these members. */
  public Group withMembers(List<String> entities, List<String> groups, Instant now) {
    return new Group(
        id, name, type, policies, metadata, entities, groups, alias, modifyIndex + 1, created, now);
  }

  /** This group without these entities and groups. */
  public Group withoutMembers(Set<String> ids, Instant now) {
    return withMembers(
        memberEntities.stream().filter(id -> !ids.contains(id)).toList(),
        memberGroups.stream().filter(id -> !ids.contains(id)).toList(),
        now);
  }

  /** This group with another alias or none. */
  public Group withAlias(Optional<GroupAlias> newAlias, Instant now) {
    return new Group(
        id,
        name,
        type,
        policies,
        metadata,
        memberEntities,
        memberGroups,
        newAlias,
        modifyIndex + 1,
        created,
        now);
  }
}
