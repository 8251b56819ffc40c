package io.azimuth.domain.azure.role;

import java.util.Objects;

/**
 * Who may log in.
 *
 * @param lists principals, groups and applications
 * @param match how principals and groups are combined
 * @param allowUserTokens whether a user may log in by principal or group; never by application
 */
public record IdentityBindings(BoundLists lists, Match match, boolean allowUserTokens) {

  public IdentityBindings {
    Objects.requireNonNull(match, "match");
    if (lists.get(BoundField.APP_IDS).isAny()) {
      throw new IllegalArgumentException("app ids are named");
    }
    if (match == Match.ANY
        && (lists.get(BoundField.SERVICE_PRINCIPALS).isAny()
            || lists.get(BoundField.GROUPS).isAny())) {
      throw new IllegalArgumentException("a wildcard would make any other binding void");
    }
  }

  /** The list; without values when it was never set. */
  public BoundList bound(BoundField field) {
    return lists.get(field);
  }

  /** Whether any list has a value, the wildcard included. */
  public boolean isBound() {
    return lists.isBound();
  }

  /** Whether particular principals, groups or applications are named. */
  public boolean isNamed() {
    return lists.isNamed();
  }
}
