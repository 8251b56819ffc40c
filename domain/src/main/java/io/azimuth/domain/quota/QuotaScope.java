package io.azimuth.domain.quota;

import java.util.Objects;
import java.util.Optional;

/**
 * What a quota limits: the server, a mount, one path of a mount or all with a prefix, or the logins
 * with a role of a mount. The mount is named by its accessor, so that a quota stays with a mount
 * that is moved.
 *
 * @param mount the accessor; empty: the whole server
 * @param below a path below the mount; empty: the whole mount
 * @param prefix whether {@code below} is a prefix of paths
 * @param role logins with that role only, in its canonical spelling
 */
public record QuotaScope(
    Optional<String> mount, String below, boolean prefix, Optional<String> role) {

  /** The whole server. */
  public static final QuotaScope SERVER =
      new QuotaScope(Optional.empty(), "", false, Optional.empty());

  public QuotaScope {
    Objects.requireNonNull(mount, "mount");
    Objects.requireNonNull(below, "below");
    Objects.requireNonNull(role, "role");
    if (mount.isEmpty() && (!below.isEmpty() || prefix || role.isPresent())) {
      throw new IllegalArgumentException("what is below a mount needs the mount");
    }
    if (role.isPresent() && (!below.isEmpty() || prefix)) {
      throw new IllegalArgumentException("a role belongs to the whole mount");
    }
  }

  /** A mount and all paths below it. */
  public static QuotaScope mount(String accessor) {
    return new QuotaScope(Optional.of(accessor), "", false, Optional.empty());
  }

  /** One path below a mount. */
  public static QuotaScope path(String accessor, String below) {
    return new QuotaScope(Optional.of(accessor), below, false, Optional.empty());
  }

  /** All paths below a mount that have this prefix. */
  public static QuotaScope prefix(String accessor, String below) {
    return new QuotaScope(Optional.of(accessor), below, true, Optional.empty());
  }

  /** The logins at a mount with a role. */
  public static QuotaScope role(String accessor, String role) {
    return new QuotaScope(Optional.of(accessor), "", false, Optional.of(role));
  }
}
