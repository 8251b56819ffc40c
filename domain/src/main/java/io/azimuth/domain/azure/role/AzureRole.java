package io.azimuth.domain.azure.role;

import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettings;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A role: who may log in with it, and which token a login receives.
 *
 * @param name the name of the role
 * @param bindings the conditions of a login
 * @param tokenSettings the settings of its token
 * @param deprecated the settings that a read also shows under their older names
 * @param aliasMetadata what its author adds to the custom metadata of the alias of a login
 */
public record AzureRole(
    RoleName name,
    Bindings bindings,
    TokenSettings tokenSettings,
    Set<DeprecatedField> deprecated,
    Map<String, String> aliasMetadata)
    implements AuthRole {

  public AzureRole {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(bindings, "bindings");
    Objects.requireNonNull(tokenSettings, "tokenSettings");
    deprecated = Set.copyOf(deprecated);
    aliasMetadata = Map.copyOf(aliasMetadata);
  }

  /** A role that adds nothing to the metadata of an alias. */
  public AzureRole(
      RoleName name,
      Bindings bindings,
      TokenSettings tokenSettings,
      Set<DeprecatedField> deprecated) {
    this(name, bindings, tokenSettings, deprecated, Map.of());
  }

  @Override
  public Set<String> oldNames() {
    return deprecated.stream()
        .map(DeprecatedField::oldName)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A builder of a role without any settings. */
  public static AzureRoleBuilder builder(RoleName name) {
    return new AzureRoleBuilder(name, Bindings.builder(), TokenSettings.builder(), Set.of());
  }

  /** A builder that begins with this role. */
  public AzureRoleBuilder toBuilder() {
    return new AzureRoleBuilder(name, bindings.toBuilder(), tokenSettings.toBuilder(), deprecated)
        .aliasMetadata(aliasMetadata);
  }
}
