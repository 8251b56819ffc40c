package io.azimuth.domain.azure.role;

import java.util.Objects;
import java.util.Optional;

/**
 * Who may log in. A list that was never set is absent, which a read shows as null and not as an
 * empty list.
 *
 * @param servicePrincipals object ids of principals; the single {@code *} means any
 * @param groups groups of the principal; the single {@code *} means any
 * @param appIds applications; required besides the others where set, and never {@code *}
 * @param match how principals and groups are combined
 * @param allowUserTokens whether a user may log in by principal or group; never by application
 */
public record IdentityBindings(
    Optional<BoundList> servicePrincipals,
    Optional<BoundList> groups,
    Optional<BoundList> appIds,
    Match match,
    boolean allowUserTokens) {

  public IdentityBindings {
    Objects.requireNonNull(match, "match");
    if (boundIn(appIds).isAny()) {
      throw new IllegalArgumentException("app ids are named");
    }
    if (match == Match.ANY && (boundIn(servicePrincipals).isAny() || boundIn(groups).isAny())) {
      throw new IllegalArgumentException("a wildcard would make any other binding void");
    }
  }

  /** The principals; empty when never set. */
  public BoundList boundPrincipals() {
    return boundIn(servicePrincipals);
  }

  /** The groups; empty when never set. */
  public BoundList boundGroups() {
    return boundIn(groups);
  }

  /** The applications; empty when never set. */
  public BoundList boundAppIds() {
    return boundIn(appIds);
  }

  /** Whether any list has a value, the wildcard included. */
  public boolean isBound() {
    return !boundPrincipals().isEmpty() || !boundGroups().isEmpty() || !boundAppIds().isEmpty();
  }

  /** Whether particular principals, groups or applications are named. */
  public boolean isNamed() {
    return boundPrincipals().isNamed() || boundGroups().isNamed() || boundAppIds().isNamed();
  }

  private static BoundList boundIn(Optional<BoundList> list) {
    return list.orElse(BoundList.NONE);
  }
}
