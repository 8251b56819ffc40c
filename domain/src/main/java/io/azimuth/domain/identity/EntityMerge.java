package io.azimuth.domain.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes one entity of several. Two aliases of one auth method clash: only those that are named
 * stay.
 *
 * @param merged the entity that results
 * @param clashes aliases of one auth method of which none, or more than one, was to be kept; while
 *     there are any, nothing may be merged
 */
public record EntityMerge(Entity merged, List<Alias> clashes) {

  public EntityMerge {
    clashes = List.copyOf(clashes);
  }

  /**
   * Merges entities into one.
   *
   * @param into the entity that stays
   * @param from the entities that end, in this order; none of them is {@code into}
   * @param keep ids of aliases that stay where they clash
   */
  public static EntityMerge of(Entity into, List<Entity> from, Set<String> keep, Instant now) {
    List<Alias> all = new ArrayList<>(into.aliases());
    from.forEach(entity -> all.addAll(entity.aliases()));
    List<Alias> stay = new ArrayList<>();
    List<Alias> clashes = new ArrayList<>();
    for (String accessor : new TreeSet<>(all.stream().map(Alias::mountAccessor).toList())) {
      List<Alias> same = all.stream().filter(a -> a.mountAccessor().equals(accessor)).toList();
      List<Alias> kept =
          same.size() == 1 ? same : same.stream().filter(a -> keep.contains(a.id())).toList();
      if (kept.size() == 1) {
        stay.add(kept.get(0));
      } else {
        clashes.addAll(same);
      }
    }
    return new EntityMerge(merged(into, from, clashes.isEmpty() ? stay : List.of(), now), clashes);
  }

  private static Entity merged(Entity into, List<Entity> from, List<Alias> stay, Instant now) {
    Collection<String> policies = new TreeSet<>(into.policies());
    Collection<String> groups = new TreeSet<>(into.externalGroups());
    List<String> ids = new ArrayList<>(into.mergedIds());
    for (Entity entity : from) {
      policies.addAll(entity.policies());
      groups.addAll(entity.externalGroups());
      ids.addAll(entity.mergedIds());
      ids.add(entity.id());
    }
    List<Alias> aliases =
        stay.stream()
            .map(a -> a.entityId().equals(into.id()) ? a : a.mergedInto(into.id(), now))
            .toList();
    return new Entity(
        into.id(),
        into.name(),
        List.copyOf(policies),
        into.metadata(),
        into.disabled(),
        aliases,
        List.copyOf(groups),
        ids,
        into.created(),
        now);
  }
}
