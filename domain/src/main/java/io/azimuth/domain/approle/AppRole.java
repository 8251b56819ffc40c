package io.azimuth.domain.approle;

import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettings;
import java.util.Objects;
import java.util.Set;

/**
 * A role of the approle method.
 *
 * @param name its name
 * @param key what its secret ids are kept under; a role that is deleted and written again has
 *     another one, so that no old secret id opens it
 * @param roleId the id by which logins name it
 * @param secretIds its settings for secret ids
 * @param tokenSettings the settings of its tokens
 * @param oldNames the old names of parameters under which a read shows them, too
 */
public record AppRole(
    RoleName name,
    String key,
    RoleId roleId,
    SecretIdSettings secretIds,
    TokenSettings tokenSettings,
    Set<String> oldNames)
    implements AuthRole {

  public AppRole {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(roleId, "roleId");
    Objects.requireNonNull(secretIds, "secretIds");
    Objects.requireNonNull(tokenSettings, "tokenSettings");
    oldNames = Set.copyOf(oldNames);
    if (!isBound(secretIds, tokenSettings)) {
      throw new IllegalArgumentException("a role has a constraint");
    }
  }

  /**
   * A builder of a new role.
   *
   * @param key random
   */
  public static AppRoleBuilder builder(RoleName name, String key) {
    return new AppRoleBuilder(name, key);
  }

  /** A builder that begins with this role. */
  public AppRoleBuilder toBuilder() {
    return new AppRoleBuilder(this);
  }

  /** Whether somebody who knows nothing but the role id is kept out by something. */
  static boolean isBound(SecretIdSettings secretIds, TokenSettings tokens) {
    return secretIds.bound() || !secretIds.boundCidrs().isEmpty() || !tokens.boundCidrs().isEmpty();
  }
}
