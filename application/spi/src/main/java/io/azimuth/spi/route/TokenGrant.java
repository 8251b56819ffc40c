package io.azimuth.spi.route;

import io.azimuth.domain.token.role.TokenSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a login grants: everything that a token needs and that neither the mount nor the server
 * adds.
 *
 * @param displayName the name of the caller in logs, after the name of the mount
 * @param roleName the name of the role
 * @param settings the token settings of that role
 * @param metadata the metadata of the token: proved facts only
 * @param alias the name of the alias, which decides about the entity of the token
 * @param aliasMetadata facts that every login of that alias proves
 * @param groups the names of the external groups that the login proved, as in group aliases
 * @param internal what the method needs at a renewal; no answer shows it
 */
public record TokenGrant(
    String displayName,
    String roleName,
    TokenSettings settings,
    Map<String, String> metadata,
    String alias,
    Map<String, String> aliasMetadata,
    List<String> groups,
    Map<String, String> internal) {

  public TokenGrant {
    Objects.requireNonNull(displayName, "displayName");
    Objects.requireNonNull(roleName, "roleName");
    Objects.requireNonNull(settings, "settings");
    metadata = Map.copyOf(metadata);
    if (alias.isEmpty()) {
      throw new IllegalArgumentException("a login stands for somebody");
    }
    aliasMetadata = Map.copyOf(aliasMetadata);
    groups = List.copyOf(groups);
    internal = Map.copyOf(internal);
  }
}
