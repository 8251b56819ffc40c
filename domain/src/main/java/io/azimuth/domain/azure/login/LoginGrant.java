package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.id.PrincipalId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The result of a granted login. It holds proved facts only, none that the caller alone names.
 *
 * @param principal the principal that logged in
 * @param aliasName the name of the alias under the mount
 * @param aliasMetadata facts that every login of that alias shares
 * @param tokenMetadata facts that this login proved, and the role
 * @param groupAliases the groups that the token lists or Microsoft Graph returns
 * @param displayNameSuffix what follows the mount's name in the token's display name
 * @param warnings sentences for the caller
 * @param proved what the token keeps for renewals
 */
public record LoginGrant(
    PrincipalId principal,
    String aliasName,
    Map<String, String> aliasMetadata,
    Map<String, String> tokenMetadata,
    List<String> groupAliases,
    String displayNameSuffix,
    List<String> warnings,
    ProvedFacts proved) {

  private static final String FACTS = "azure_facts";
  private static final String GRACE = "grace";

  public LoginGrant {
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(displayNameSuffix, "displayNameSuffix");
    Objects.requireNonNull(proved, "proved");
    aliasMetadata = Map.copyOf(aliasMetadata);
    tokenMetadata = Map.copyOf(tokenMetadata);
    groupAliases = List.copyOf(groupAliases);
    warnings = List.copyOf(warnings);
    if (aliasName.isEmpty()) {
      throw new IllegalArgumentException("an alias has a name");
    }
  }

  /** This grant, marked in its token as resting on facts from before an outage. */
  public LoginGrant byGrace() {
    Map<String, String> marked = new HashMap<>(tokenMetadata);
    marked.put(FACTS, GRACE);
    return new LoginGrant(
        principal,
        aliasName,
        aliasMetadata,
        marked,
        groupAliases,
        displayNameSuffix,
        warnings,
        proved);
  }

  /** This grant for a member of these groups. */
  public LoginGrant inGroups(List<String> groups) {
    return new LoginGrant(
        principal,
        aliasName,
        aliasMetadata,
        tokenMetadata,
        groups,
        displayNameSuffix,
        warnings,
        proved);
  }
}
