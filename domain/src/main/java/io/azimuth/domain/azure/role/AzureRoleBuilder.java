package io.azimuth.domain.azure.role;

import io.azimuth.domain.token.role.AuthRoleBuilder;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettingsBuilder;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds a role: a new one, or a stored one with a partial update. Fill in its two parts, look at
 * the {@link #problems} of the merged whole, then {@link #build} it.
 */
public final class AzureRoleBuilder implements AuthRoleBuilder {

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

  @Override
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

  /**
   * Why the role cannot be written as it is now, in the order in which the API reports it; empty
   * when it can.
   *
   * @param maxTtl the maximum time to live of the mount
   */
  public List<String> problems(Duration maxTtl) {
    return RoleRules.problems(bindings, tokenSettings, deprecated, maxTtl);
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
