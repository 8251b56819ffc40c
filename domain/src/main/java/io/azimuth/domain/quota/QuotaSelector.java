package io.azimuth.domain.quota;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Chooses the one quota that limits a request: the most specific one. A path comes before a prefix,
 * a longer prefix before a shorter one, then the mount, then the server. The quota of a role is
 * looked up separately, once the role is known. Immutable.
 */
public final class QuotaSelector {

  private final Map<QuotaScope, RateLimitQuota> byScope = new HashMap<>();
  private final Map<String, TreeMap<String, RateLimitQuota>> prefixes = new HashMap<>();
  private final Set<String> mountsWithRoles = new HashSet<>();

  /** A choice among these, no two of which have the same scope. */
  public QuotaSelector(Collection<RateLimitQuota> quotas) {
    for (RateLimitQuota quota : quotas) {
      QuotaScope scope = quota.scope();
      byScope.put(scope, quota);
      if (scope.role().isPresent()) {
        scope.mount().ifPresent(mountsWithRoles::add);
      }
      if (scope.prefix()) {
        scope
            .mount()
            .ifPresent(
                mount ->
                    prefixes
                        .computeIfAbsent(mount, m -> new TreeMap<>())
                        .put(scope.below(), quota));
      }
    }
  }

  /** Whether there are no quotas. */
  public boolean isEmpty() {
    return byScope.isEmpty();
  }

  /** The quota of exactly that scope. */
  public Optional<RateLimitQuota> of(QuotaScope scope) {
    return Optional.ofNullable(byScope.get(scope));
  }

  /**
   * The quota of a request.
   *
   * @param mount accessor of the mount that serves the path, if any does
   * @param below the path below the mount; a trailing slash of a list is ignored
   */
  public Optional<RateLimitQuota> of(Optional<String> mount, String below) {
    Optional<RateLimitQuota> atMount = mount.flatMap(accessor -> ofMount(accessor, below));
    return atMount.isPresent() ? atMount : of(QuotaScope.SERVER);
  }

  /** Whether the role of a login at that mount has to be known. */
  public boolean asksRoles(String mount) {
    return mountsWithRoles.contains(mount);
  }

  /** The quota of logins at that mount with that role. */
  public Optional<RateLimitQuota> ofRole(String mount, String role) {
    return of(QuotaScope.role(mount, role));
  }

  private Optional<RateLimitQuota> ofMount(String mount, String below) {
    String bare = below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
    Optional<RateLimitQuota> exact =
        bare.isEmpty() ? Optional.empty() : of(QuotaScope.path(mount, bare));
    return exact.or(() -> longestPrefix(mount, below)).or(() -> of(QuotaScope.mount(mount)));
  }

  // Every prefix of the path sorts before it, but not everything that sorts before it is a prefix.
  private Optional<RateLimitQuota> longestPrefix(String mount, String below) {
    TreeMap<String, RateLimitQuota> of = prefixes.getOrDefault(mount, new TreeMap<>());
    return of.headMap(below, true).descendingMap().entrySet().stream()
        .filter(entry -> below.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
