package io.azimuth.domain.jwt;

import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettings;
import java.util.Objects;
import java.util.Set;

/**
 * A role: which tokens may log in with it, and which token a login receives.
 *
 * @param name the name of the role
 * @param type how it logs in
 * @param bindings the conditions of a login
 * @param identity what a login takes from the claims
 * @param oidc the settings of logins with a browser
 * @param tokenSettings the settings of its token
 * @param oldNames the old names of parameters under which a read shows them, too
 */
public record JwtRole(
    RoleName name,
    JwtRoleType type,
    JwtBindings bindings,
    JwtIdentityClaims identity,
    OidcRoleSettings oidc,
    TokenSettings tokenSettings,
    Set<String> oldNames)
    implements AuthRole {

  public JwtRole {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(bindings, "bindings");
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(oidc, "oidc");
    Objects.requireNonNull(tokenSettings, "tokenSettings");
    oldNames = Set.copyOf(oldNames);
  }

  /** A builder of a role of type {@code jwt} without any settings. */
  public static JwtRoleBuilder builder(RoleName name) {
    return new JwtRoleBuilder(name);
  }

  /** A builder that begins with this role. */
  public JwtRoleBuilder toBuilder() {
    return new JwtRoleBuilder(this);
  }
}
