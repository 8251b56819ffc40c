package io.azimuth.application.identity;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.identity.Group;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes entities, also from the groups that they are members of. Their tokens are refused from
 * the next request on.
 */
@Singleton
public final class EntityRemoval {

  private final GroupGraphs groups;

  @Inject
  EntityRemoval(GroupGraphs groups) {
    this.groups = groups;
  }

  /** Stages the removal of these entities and of their memberships. */
  public void remove(UnitOfWork work, Collection<Entity> entities, Instant now) {
    remove(work, entities, Optional.empty(), now);
  }

  /**
   * Stages the same removal, with another entity in their place: in internal groups and as the
   * entity of their tokens. The tokens of a disabled entity end: a merge must not enable anything.
   */
  public void replace(UnitOfWork work, Collection<Entity> entities, Entity by, Instant now) {
    remove(work, entities, Optional.of(by.id()), now);
    entities.stream()
        .filter(entity -> !entity.disabled())
        .forEach(entity -> work.identities().bequeath(entity, by));
  }

  private void remove(
      UnitOfWork work, Collection<Entity> entities, Optional<String> heir, Instant now) {
    Set<String> ids = entities.stream().map(Entity::id).collect(Collectors.toSet());
    Map<String, Group> touched = new LinkedHashMap<>();
    for (String id : ids) {
      groups.of(work).internalOf(id).forEach(group -> touched.put(group.id(), group));
    }
    touched.values().forEach(group -> work.identities().put(without(group, ids, heir, now)));
    if (!touched.isEmpty()) {
      work.beginEpoch();
    }
    entities.forEach(work.identities()::remove);
  }

  private static Group without(Group group, Set<String> ids, Optional<String> heir, Instant now) {
    List<String> members = new ArrayList<>(group.memberEntities());
    members.removeAll(ids);
    heir.filter(id -> !members.contains(id)).ifPresent(members::add);
    return group.withMembers(members, group.memberGroups(), now);
  }
}
