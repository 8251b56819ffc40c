package io.azimuth.adapters.azure.pipeline;

import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.spi.remote.LruCache;
import java.util.Optional;
import java.util.function.Function;

/**
 * One session for each access, whole: mount, version of its configuration, cloud, tenant and
 * credential (CVE-2025-11621). Those of older versions go when a newer one comes.
 */
public final class SessionCache<S> {

  static final int MAX = 256;

  private final LruCache<DirectoryAccess, S> sessions = new LruCache<>(MAX);
  private final Function<DirectoryAccess, S> maker;

  public SessionCache(Function<DirectoryAccess, S> maker) {
    this.maker = maker;
  }

  /** The session of that access; what the maker throws comes through. */
  public S of(DirectoryAccess access) {
    Optional<S> known = sessions.find(access);
    if (known.isPresent()) {
      return known.get();
    }
    S session = sessions.get(access, maker);
    dropOlderThan(access);
    return session;
  }

  public int size() {
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
