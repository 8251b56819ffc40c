package io.azimuth.domain.azure.rights;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * An application permission of Microsoft Graph that the server needs.
 *
 * @param role the smallest that is enough
 * @param why what it is needed for, in words
 * @param required whether something fails without it that is switched on
 * @param alsoEnough further permissions that are enough for this purpose
 */
public record NeededPermission(
    GraphAppRole role, String why, boolean required, Set<String> alsoEnough) {

  public NeededPermission {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(why, "why");
    alsoEnough = Set.copyOf(alsoEnough);
  }

  NeededPermission(GraphAppRole role, String why, boolean required) {
    this(role, why, required, Set.of());
  }

  /** The names of all permissions each of which is enough. */
  Set<String> enough() {
    Set<String> all = new TreeSet<>(role.enough());
    all.addAll(alsoEnough);
    return all;
  }
}
