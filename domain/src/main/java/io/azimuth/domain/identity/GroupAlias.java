package io.azimuth.domain.identity;

import java.time.Instant;
import java.util.Objects;

/**
 * The group of another system that makes the members of an external group.
 *
 * @param id a UUID
 * @param mountAccessor of the auth method whose logins prove it
 * @param name as logins prove it, letter case included
 * @param generation grows when the alias names another group, so that members of the old group are
 *     not members of the new one
 * @param created when it was made
 * @param updated when it was changed last
 */
public record GroupAlias(
    String id,
    String mountAccessor,
    String name,
    long generation,
    Instant created,
    Instant updated) {

  public GroupAlias {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(mountAccessor, "mountAccessor");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(updated, "updated");
  }

  /** This alias, naming another group. */
  public GroupAlias meaning(String newAccessor, String newName, Instant now) {
    boolean same = newAccessor.equals(mountAccessor) && newName.equals(name);
    return new GroupAlias(id, newAccessor, newName, generation + (same ? 0 : 1), created, now);
  }

  /** The text that an entity stores as proof of its membership in this group. */
  public String membership() {
    return id + "." + generation;
  }
}
