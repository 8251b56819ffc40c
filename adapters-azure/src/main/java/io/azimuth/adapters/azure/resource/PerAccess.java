package io.azimuth.adapters.azure.resource;

import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.application.remote.RecentlyUsed;
import java.util.function.Function;

/**
 * One session for each access, whole: mount, version of its configuration, cloud, tenant and
 * credential (CVE-2025-11621). Those of older versions go when a newer one comes.
 */
final class PerAccess<S> {

  static final int MAX = 256;

  private final RecentlyUsed<DirectoryAccess, S> sessions = new RecentlyUsed<>(MAX);
  private final Function<DirectoryAccess, S> maker;

  PerAccess(Function<DirectoryAccess, S> maker) {
    this.maker = maker;
  }

  /** The session of that access; what the maker throws comes through. */
  S of(DirectoryAccess access) {
    boolean[] made = {false};
    S session =
        sessions.get(
            access,
            a -> {
              made[0] = true;
              return maker.apply(a);
            });
    if (made[0]) {
      dropOlderThan(access);
    }
    return session;
  }

  int size() {
    return sessions.size();
  }

  private void dropOlderThan(DirectoryAccess access) {
    sessions
        .copy()
        .forEach(
            (other, session) -> {
              if (other.mount().equals(access.mount()) && other.version() < access.version()) {
                sessions.remove(other, session);
              }
            });
  }
}
