package io.azimuth.domain.identity;

import io.azimuth.domain.text.AsciiCase;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The group of another system that makes the members of an external group.
 *
 * @param id a UUID
 * @param mountAccessor of the auth method whose logins prove it
 * @param name as logins prove it; letter case counts, but for the digits of a GUID
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

  private static final String GUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final Pattern GUIDS = Pattern.compile("(?:" + GUID + "/)?" + GUID);

  public GroupAlias {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(mountAccessor, "mountAccessor");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(updated, "updated");
  }

  /**
   * The name as names are compared: a GUID, or one of a group behind that of its tenant, is in
   * lower case, since no directory has two that differ in letter case alone.
   */
  static String compared(String name) {
    return GUIDS.matcher(name).matches() ? AsciiCase.fold(name) : name;
  }

  /** This alias, naming another group. */
  public GroupAlias meaning(String newAccessor, String newName, Instant now) {
    boolean same = newAccessor.equals(mountAccessor) && compared(newName).equals(compared(name));
    return new GroupAlias(id, newAccessor, newName, generation + (same ? 0 : 1), created, now);
  }

  /** The text that an entity stores as proof of its membership in this group. */
  public String membership() {
    return id + "." + generation;
  }
}
