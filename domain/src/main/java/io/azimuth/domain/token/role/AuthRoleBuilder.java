package io.azimuth.domain.token.role;

/** Builds an {@link AuthRole}: a new one, or a stored one with a partial update. */
public interface AuthRoleBuilder {

  /** The token settings; changes to them are changes to this role. */
  TokenSettingsBuilder tokenSettings();

  /**
   * Sets whether a parameter was last written under that old name. Is called for parameters that
   * have an old name only, so a role without any keeps nothing.
   *
   * @return this builder
   */
  default AuthRoleBuilder oldName(String oldName, boolean used) {
    return this;
  }
}
