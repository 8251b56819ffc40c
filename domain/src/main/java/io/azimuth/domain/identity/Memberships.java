package io.azimuth.domain.identity;

import java.util.List;
import java.util.stream.Stream;

/**
 * The groups of an entity.
 *
 * @param direct groups that list the entity as a member
 * @param inherited groups that contain a direct group, at any distance; direct groups are not
 *     repeated
 */
public record Memberships(List<Group> direct, List<Group> inherited) {

  /** No groups. */
  public static final Memberships NONE = new Memberships(List.of(), List.of());

  public Memberships {
    direct = List.copyOf(direct);
    inherited = List.copyOf(inherited);
  }

  /** The direct groups, then the inherited ones. */
  public Stream<Group> all() {
    return Stream.concat(direct.stream(), inherited.stream());
  }
}
