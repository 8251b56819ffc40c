package io.azimuth.domain.azure.role;

import java.util.Arrays;
import java.util.Optional;

/** Which claim has the names of the external groups that a login joins. */
public enum GroupsClaim {
  /** Groups of the principal, which Microsoft Graph tells where the token does not. */
  GROUPS("groups"),
  /** App roles of the principal. */
  ROLES("roles");

  private final String wireName;

  GroupsClaim(String word) {
    this.wireName = word;
  }

  /**
   * The claim of that name in the API; empty text is the default. Empty when there is no such name.
   */
  public static Optional<GroupsClaim> parse(String text) {
    return text.isEmpty()
        ? Optional.of(GROUPS)
        : Arrays.stream(values()).filter(claim -> claim.wireName.equals(text)).findFirst();
  }

  /** The name in the API. */
  public String wireName() {
    return wireName;
  }
}
