package io.azimuth.application.port.store;

import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.identity.Group;
import java.util.List;
import java.util.Optional;

/**
 * Entities with their aliases, and groups. A look-up that finds no entity makes the absence of that
 * name or alias a precondition of the commit, so two units of work cannot create it twice.
 *
 * <p>Names of entities are found in any case of the letters A to Z, names of aliases in the very
 * spelling that was stored. Names are well-formed text of any length; ids have 1 to 512 bytes of
 * it.
 *
 * <p>Groups have no such keys. A unit of work that writes one begins a new epoch, so that two
 * writers never commit over the same state, and so that cached groups are dropped.
 */
public interface IdentityRecords {

  /** The entity of that id. */
  Optional<Entity> entity(String id);

  /** The entity of that name, in any case of the letters A to Z. */
  Optional<Entity> entityNamed(String name);

  /** The entity that has an alias of that name on that mount. */
  Optional<Entity> entityAliased(String mountAccessor, String name);

  /** The entity with the alias of that id. */
  Optional<Entity> entityOfAlias(String aliasId);

  /**
   * At most {@code limit} entities after that id, in order of their id; from the first one if
   * empty.
   */
  List<Entity> entities(Optional<String> after, int limit);

  /**
   * Stages a new entity with a new random id, as {@link #put} does, but reads nothing: that neither
   * its ids nor its names are in use becomes a precondition, unless they were looked up before.
   */
  void add(Entity entity);

  /**
   * Stages an entity, new or changed, and its index entries, in place of those of its last version.
   * A name or alias that another entity still has is taken from it, so stage the change of that
   * entity first. That each belongs to the same entity as now, or to none, becomes a precondition.
   */
  void put(Entity entity);

  /** Stages the removal of an entity and of its index entries. */
  void remove(Entity entity);

  /**
   * Stages the transfer of the tokens of an entity that is removed, and of those transferred to it
   * before, to another entity. Stage its removal first.
   */
  void bequeath(Entity ended, Entity heir);

  /** All groups, in order of their id. */
  List<Group> groups();

  /** Stages a group, new or changed. */
  void put(Group group);

  /** Stages the removal of a group. */
  void remove(Group group);

  /**
   * The ids of the entities that are members of an external group, in order.
   *
   * @param membership as {@link io.azimuth.domain.identity.GroupAlias#membership} returns it
   */
  List<String> membersOf(String membership);
}
