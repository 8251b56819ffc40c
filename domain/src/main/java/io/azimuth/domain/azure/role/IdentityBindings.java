package io.azimuth.domain.azure.role;

import java.util.Objects;
import java.util.Optional;

/**
 * Who may log in. A list that was never set is absent, which a reader can tell from an empty one.
 *
 * @param servicePrincipals object ids of principals; the single {@code *} is any
 * @param groups groups of the principal; the single {@code *} is any
 * @param appIds applications; always required as well where set, and never {@code *}
 * @param match how principals and groups go together
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

  /** The principals, none where never set. */
  public BoundList boundPrincipals() {
    return boundIn(servicePrincipals);
  }

  /** The groups, none where never set. */
  public BoundList boundGroups() {
    return boundIn(groups);
  }

  /** The applications, none where never set. */
  public BoundList boundAppIds() {
    return boundIn(appIds);
  }

  /** Whether any list has a value, be it the wildcard. */
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
