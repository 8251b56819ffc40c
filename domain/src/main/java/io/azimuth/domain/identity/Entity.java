package io.azimuth.domain.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One workload, whichever auth methods it logs in with.
 *
 * @param id a UUID
 * @param name unique, {@code entity_<8 hex>} unless an operator named it
 * @param policies that all its tokens have besides their own
 * @param metadata metadata that an operator wrote
 * @param disabled whether its tokens are refused
 * @param aliases its names, at most one per auth method
 * @param externalGroups the {@link GroupAlias#membership memberships} that its logins proved,
 *     sorted
 * @param mergedIds of the entities that were merged into it
 * @param activity when it was given a token last, if a login made it and nobody else has changed it
 *     since; empty for any other, which stays however long it is unused
 * @param created when it was first seen
 * @param updated when it was changed last
 */
public record Entity(
    String id,
    String name,
    List<String> policies,
    Map<String, String> metadata,
    boolean disabled,
    List<Alias> aliases,
    List<String> externalGroups,
    List<String> mergedIds,
    Optional<EntityActivity> activity,
    Instant created,
    Instant updated) {

  public Entity {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    policies = List.copyOf(policies);
    metadata = Map.copyOf(metadata);
    aliases = List.copyOf(aliases);
    externalGroups = List.copyOf(new TreeSet<>(externalGroups));
    mergedIds = List.copyOf(mergedIds);
    Objects.requireNonNull(activity, "activity");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(updated, "updated");
    if (aliases.stream().map(Alias::mountAccessor).distinct().count() < aliases.size()) {
      throw new IllegalArgumentException("an entity has one alias per auth method at most");
    }
    String owner = id;
    if (!aliases.stream().allMatch(alias -> alias.entityId().equals(owner))) {
      throw new IllegalArgumentException("an alias of another entity");
    }
  }

  /** An entity whose activity is not recorded. */
  public Entity(
      String id,
      String name,
      List<String> policies,
      Map<String, String> metadata,
      boolean disabled,
      List<Alias> aliases,
      List<String> externalGroups,
      List<String> mergedIds,
      Instant created,
      Instant updated) {
    this(
        id,
        name,
        policies,
        metadata,
        disabled,
        aliases,
        externalGroups,
        mergedIds,
        Optional.empty(),
        created,
        updated);
  }

  /** An entity without aliases and groups. */
  public Entity(
      String id,
      String name,
      List<String> policies,
      Map<String, String> metadata,
      boolean disabled,
      Instant created) {
    this(id, name, policies, metadata, disabled, List.of(), List.of(), List.of(), created, created);
  }

  /** The entity that a login makes. */
  public static Entity ofLogin(String id, String name, Instant now) {
    return new Entity(id, name, List.of(), Map.of(), false, now)
        .with(Optional.of(EntityActivity.beginning(now)));
  }

  /** The alias of this entity within the auth method of that accessor. */
  public Optional<Alias> aliasOn(String mountAccessor) {
    return aliases.stream()
        .filter(alias -> alias.mountAccessor().equals(mountAccessor))
        .findFirst();
  }

  /** The alias of this entity that has that id. */
  public Optional<Alias> alias(String aliasId) {
    return aliases.stream().filter(alias -> alias.id().equals(aliasId)).findFirst();
  }

  /** This entity with an operator's changes; it stays then, also unused. */
  public Entity changed(
      String newName,
      List<String> newPolicies,
      Map<String, String> newMetadata,
      boolean nowDisabled,
      Instant now) {
    return new Entity(
        id,
        newName,
        newPolicies,
        newMetadata,
        nowDisabled,
        aliases,
        externalGroups,
        mergedIds,
        created,
        now);
  }

  /** This entity with this alias, in place of one of the same id. */
  public Entity with(Alias alias, Instant now) {
    List<Alias> changed = new ArrayList<>(aliases);
    changed.removeIf(known -> known.id().equals(alias.id()));
    changed.add(alias);
    return withAliases(changed, now);
  }

  /** This entity without the alias of that id. */
  public Entity without(String aliasId, Instant now) {
    return withAliases(aliases.stream().filter(alias -> !alias.id().equals(aliasId)).toList(), now);
  }

  private Entity withAliases(List<Alias> changed, Instant now) {
    return new Entity(
        id,
        name,
        policies,
        metadata,
        disabled,
        changed,
        externalGroups,
        mergedIds,
        activity,
        created,
        now);
  }

  /** This entity after somebody other than a login has changed it: it stays, also unused. */
  public Entity kept() {
    return activity.isEmpty() ? this : with(Optional.empty());
  }

  /**
   * This entity after it was given a token; the same object when its activity is not recorded, or
   * covers that.
   *
   * @param batchEnd when the token ends, if it is a batch token
   */
  public Entity given(Instant now, Optional<Instant> batchEnd) {
    Optional<EntityActivity> after = activity.map(known -> known.after(now, batchEnd));
    return after.equals(activity) ? this : with(after);
  }

  /**
   * Whether a login made it, nobody else has changed it, and it was given no token for that time.
   * It may have tokens of before, and be in internal groups: neither is known here.
   */
  public boolean isUnused(Duration time, Instant now) {
    return activity.filter(known -> known.isOver(time, now)).isPresent();
  }

  private Entity with(Optional<EntityActivity> other) {
    return new Entity(
        id,
        name,
        policies,
        metadata,
        disabled,
        aliases,
        externalGroups,
        mergedIds,
        other,
        created,
        updated);
  }

  /** This entity with these memberships; the same object when it has exactly these already. */
  public Entity inExternalGroups(Collection<String> memberships, Instant now) {
    return new TreeSet<>(memberships).equals(new TreeSet<>(externalGroups))
        ? this
        : new Entity(
            id,
            name,
            policies,
            metadata,
            disabled,
            aliases,
            List.copyOf(memberships),
            mergedIds,
            activity,
            created,
            now);
  }
}
