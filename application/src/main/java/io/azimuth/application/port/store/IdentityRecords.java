package io.azimuth.application.port.store;

import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.identity.Group;
import java.util.List;
import java.util.Optional;

/**
 * Entities with their aliases, and groups. Whoever finds nobody under a name or an alias and stages
 * an entity with it has, at the commit, the only one: what was looked for must still be absent.
 *
 * <p>Groups have no such keys. Whoever writes one begins a new epoch, so that two writers are never
 * committed over the same state, and so that what is remembered of groups ends.
 */
public interface IdentityRecords {

  /** The entity of that id. */
  Optional<Entity> entity(String id);

  /** The entity of that name. */
  Optional<Entity> entityNamed(String name);

  /** The entity that is named so on that mount. */
  Optional<Entity> entityAliased(String mountAccessor, String name);

  /** The entity that has the alias of that id. */
  Optional<Entity> entityOfAlias(String aliasId);

  /** At most {@code limit} entities behind that id, in order of their id; empty begins. */
  List<Entity> entities(Optional<String> after, int limit);

  /**
   * Stages an entity, new or changed, and all that it is found by; what its last version was found
   * by is gone. Names and aliases are taken from whoever has them: stage first who gives them up.
   */
  void put(Entity entity);

  /** Stages the removal of an entity and of all that it is found by. */
  void remove(Entity entity);

  /**
   * Stages that the tokens of an entity that ends, and those that were bequeathed to it, are
   * another one's. Stage its removal first.
   */
  void bequeath(Entity ended, Entity heir);

  /** All groups, in order of their id. */
  List<Group> groups();

  /** Stages a group, new or changed. */
  void put(Group group);

  /** Stages the removal of a group. */
  void remove(Group group);

  /**
   * The ids of the entities that have that membership of an external group, in order.
   *
   * @param membership as {@link io.azimuth.domain.identity.GroupAlias#membership} says
   */
  List<String> membersOf(String membership);
}
