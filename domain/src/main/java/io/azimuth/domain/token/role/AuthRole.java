package io.azimuth.domain.token.role;

import java.util.Set;

/** A role of an auth method: what it is called, and which token a login with it receives. */
public interface AuthRole {

  /** The name of the role. */
  RoleName name();

  /** The settings of its tokens. */
  TokenSettings tokenSettings();

  /**
   * The old names of parameters that were last written under their old name: a read shows them,
   * too. A role whose parameters were never renamed has none.
   */
  default Set<String> oldNames() {
    return Set.of();
  }
}
