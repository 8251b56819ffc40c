package io.azimuth.spi.route;

import io.azimuth.domain.token.role.TokenSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a login grants: everything that a token needs and that the mount and the server do not add.
 *
 * @param displayName what logs call the caller, below the name of the mount
 * @param roleName the role that was used
 * @param settings lifetimes, policies and limits of that role
 * @param metadata of the token: proved facts only
 * @param alias whom the token stands for
 * @param aliasMetadata what every login of that alias proves
 * @param groups that the login proved, as group aliases name them (spec 5.1)
 * @param internal what the method needs to know again at renewal; never shown
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
