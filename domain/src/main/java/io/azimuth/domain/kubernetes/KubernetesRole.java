package io.azimuth.domain.kubernetes;

import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettings;
import java.util.Objects;
import java.util.Set;

/**
 * A role: which service accounts may log in with it, and which token a login receives.
 *
 * @param name the name of the role
 * @param bindings the conditions of a login
 * @param tokenSettings the settings of its token
 * @param oldNames the old names of parameters under which a read shows them, too
 */
public record KubernetesRole(
    RoleName name, KubernetesBindings bindings, TokenSettings tokenSettings, Set<String> oldNames)
    implements AuthRole {

  public KubernetesRole {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(bindings, "bindings");
    Objects.requireNonNull(tokenSettings, "tokenSettings");
    oldNames = Set.copyOf(oldNames);
  }

  /** A builder of a role without any settings. */
  public static KubernetesRoleBuilder builder(RoleName name) {
    return new KubernetesRoleBuilder(name);
  }

  /** A builder that begins with this role. */
  public KubernetesRoleBuilder toBuilder() {
    return new KubernetesRoleBuilder(this);
  }
}
