package io.azimuth.domain.azure.role;

import java.util.Objects;

/**
 * What a login takes over from its token.
 *
 * @param groups the claim with the names of its external groups
 */
public record LoginMapping(GroupsClaim groups) {

  /** Groups, and nothing else. */
  public static final LoginMapping NONE = new LoginMapping(GroupsClaim.GROUPS);

  public LoginMapping {
    Objects.requireNonNull(groups, "groups");
  }
}
