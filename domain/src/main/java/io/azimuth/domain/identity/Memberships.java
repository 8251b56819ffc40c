package io.azimuth.domain.identity;

import java.util.List;
import java.util.stream.Stream;

/**
 * The groups of an entity.
 *
 * @param direct that it is a member of itself
 * @param inherited that those are members of, at any distance, without the direct ones
 */
public record Memberships(List<Group> direct, List<Group> inherited) {

  /** No groups. */
  public static final Memberships NONE = new Memberships(List.of(), List.of());

  public Memberships {
    direct = List.copyOf(direct);
    inherited = List.copyOf(inherited);
  }

  /** All of them. */
  public Stream<Group> all() {
    return Stream.concat(direct.stream(), inherited.stream());
  }
}
