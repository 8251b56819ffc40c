package io.azimuth.domain.azure.role;

import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettingsBuilder;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Builds a role: a new one, or a stored one with a partial update. Fill in its two parts, {@link
 * #check} the merged whole, then {@link #build} it.
 */
public final class AzureRoleBuilder {

  private final RoleName name;
  private final BindingsBuilder bindings;
  private final TokenSettingsBuilder tokenSettings;
  private final Set<DeprecatedField> deprecated = EnumSet.noneOf(DeprecatedField.class);

  private Map<String, String> aliasMetadata = Map.of();

  AzureRoleBuilder(
      RoleName name,
      BindingsBuilder bindings,
      TokenSettingsBuilder tokenSettings,
      Set<DeprecatedField> deprecated) {
    this.name = name;
    this.bindings = bindings;
    this.tokenSettings = tokenSettings;
    this.deprecated.addAll(deprecated);
  }

  /** The bindings; changes to them are changes to this role. */
  public BindingsBuilder bindings() {
    return bindings;
  }

  /** The token settings; changes to them are changes to this role. */
  public TokenSettingsBuilder tokenSettings() {
    return tokenSettings;
  }

  /** Sets whether a setting was last written under its older name. */
  public AzureRoleBuilder deprecated(DeprecatedField field, boolean older) {
    if (older) {
      deprecated.add(field);
    } else {
      deprecated.remove(field);
    }
    return this;
  }

  /** Sets what is added to the metadata of an alias. */
  public AzureRoleBuilder aliasMetadata(Map<String, String> metadata) {
    this.aliasMetadata = Map.copyOf(metadata);
    return this;
  }

  /** Checks the role as it is now: what is wrong with it, and what its writer should know. */
  public RoleCheck check(MountFacts mount) {
    return RoleRules.check(bindings, tokenSettings, deprecated, mount);
  }

  /**
   * The role.
   *
   * @throws IllegalArgumentException when a value is wrong in itself
   */
  public AzureRole build() {
    return new AzureRole(name, bindings.build(), tokenSettings.build(), deprecated, aliasMetadata);
  }
}
