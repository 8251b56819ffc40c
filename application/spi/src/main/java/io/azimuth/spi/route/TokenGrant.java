package io.azimuth.spi.route;

import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.TokenSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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
 * @param aliasCustomMetadata what the author of the role adds to the custom metadata of the alias;
 *     an operator's own value of a name counts more
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
    Map<String, String> aliasCustomMetadata,
    List<String> groups,
    Map<String, String> internal) {

  /** The key of the role in the metadata of a token and in what it keeps for a renewal. */
  public static final String ROLE = "role";

  public TokenGrant {
    Objects.requireNonNull(displayName, "displayName");
    Objects.requireNonNull(roleName, "roleName");
    Objects.requireNonNull(settings, "settings");
    metadata = Map.copyOf(metadata);
    if (alias.isEmpty()) {
      throw new IllegalArgumentException("a login stands for somebody");
    }
    aliasMetadata = Map.copyOf(aliasMetadata);
    aliasCustomMetadata = Map.copyOf(aliasCustomMetadata);
    groups = List.copyOf(groups);
    internal = Map.copyOf(internal);
  }

  /** The grant of a login whose role adds nothing to the custom metadata of the alias. */
  public TokenGrant(
      String displayName,
      String roleName,
      TokenSettings settings,
      Map<String, String> metadata,
      String alias,
      Map<String, String> aliasMetadata,
      List<String> groups,
      Map<String, String> internal) {
    this(
        displayName,
        roleName,
        settings,
        metadata,
        alias,
        aliasMetadata,
        Map.of(),
        groups,
        internal);
  }

  /**
   * The grant of a login under a role: the metadata of the token names the role, and so does what
   * is kept for a renewal.
   *
   * @param role the role, whose settings the token gets
   * @param displayName the name of the caller in logs, after the name of the mount
   * @param metadata the other metadata of the token: proved facts only
   * @param alias the name of the alias, which decides about the entity of the token
   * @param aliasMetadata facts that every login of that alias proves
   * @param groups the names of the external groups that the login proved, as in group aliases
   */
  public static TokenGrant underRole(
      AuthRole role,
      String displayName,
      Map<String, String> metadata,
      String alias,
      Map<String, String> aliasMetadata,
      List<String> groups) {
    String name = role.name().value();
    Map<String, String> withRole = new HashMap<>(metadata);
    withRole.put(ROLE, name);
    return new TokenGrant(
        displayName,
        name,
        role.tokenSettings(),
        withRole,
        alias,
        aliasMetadata,
        groups,
        Map.of(ROLE, name));
  }

  /**
   * This grant, some of whose metadata templates of policies read as metadata of the alias. They
   * read it for its token alone, so it may be what only this login proved. Batch tokens keep no
   * such names.
   *
   * @param names of metadata, without line breaks
   */
  public TokenGrant readByTemplates(Set<String> names) {
    Map<String, String> kept = new HashMap<>(internal);
    if (!names.isEmpty()) {
      kept.put(TokenOrigin.READ_BY_TEMPLATES, String.join("\n", names));
    }
    return new TokenGrant(
        displayName,
        roleName,
        settings,
        metadata,
        alias,
        aliasMetadata,
        aliasCustomMetadata,
        groups,
        kept);
  }
}
