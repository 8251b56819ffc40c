package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.id.PrincipalId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a login that holds is worth. Nothing in it rests on the caller's word.
 *
 * @param principal who logged in
 * @param aliasName the name of the alias under the mount
 * @param aliasMetadata what every login of that alias shares
 * @param tokenMetadata what this login proved, and the role
 * @param groupAliases the groups that the token or Microsoft Graph tells
 * @param displayNameSuffix what follows the mount's name in the token's display name
 * @param warnings what the caller should know
 */
public record LoginGrant(
    PrincipalId principal,
    String aliasName,
    Map<String, String> aliasMetadata,
    Map<String, String> tokenMetadata,
    List<String> groupAliases,
    String displayNameSuffix,
    List<String> warnings) {

  public LoginGrant {
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(displayNameSuffix, "displayNameSuffix");
    aliasMetadata = Map.copyOf(aliasMetadata);
    tokenMetadata = Map.copyOf(tokenMetadata);
    groupAliases = List.copyOf(groupAliases);
    warnings = List.copyOf(warnings);
    if (aliasName.isEmpty()) {
      throw new IllegalArgumentException("an alias has a name");
    }
  }

  /** The same for a member of these groups. */
  public LoginGrant inGroups(List<String> groups) {
    return new LoginGrant(
        principal, aliasName, aliasMetadata, tokenMetadata, groups, displayNameSuffix, warnings);
  }
}
