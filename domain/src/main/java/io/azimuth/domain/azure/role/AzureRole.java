package io.azimuth.domain.azure.role;

import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettings;
import java.util.Objects;
import java.util.Set;

/**
 * Who may log in under a name, and what they get for it.
 *
 * @param name the name
 * @param bindings what a login must be
 * @param tokenSettings what its token is
 * @param deprecated the settings that a read also shows under their older names
 */
public record AzureRole(
    RoleName name,
    Bindings bindings,
    TokenSettings tokenSettings,
    Set<DeprecatedField> deprecated) {

  public AzureRole {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(bindings, "bindings");
    Objects.requireNonNull(tokenSettings, "tokenSettings");
    deprecated = Set.copyOf(deprecated);
  }

  /** A role to be filled in; nothing is set. */
  public static AzureRoleBuilder builder(RoleName name) {
    return new AzureRoleBuilder(name, Bindings.builder(), TokenSettings.builder(), Set.of());
  }

  /** The same role, to be changed. */
  public AzureRoleBuilder toBuilder() {
    return new AzureRoleBuilder(name, bindings.toBuilder(), tokenSettings.toBuilder(), deprecated);
  }
}
