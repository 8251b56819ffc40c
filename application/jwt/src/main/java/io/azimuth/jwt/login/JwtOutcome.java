package io.azimuth.jwt.login;

import io.azimuth.domain.jwt.JwtDecision;
import io.azimuth.domain.jwt.JwtRole;
import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of a login.
 *
 * @param role the role; empty when the token was not accepted
 * @param decision every check, and what was granted
 */
public record JwtOutcome(Optional<JwtRole> role, JwtDecision decision) {

  public JwtOutcome {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(decision, "decision");
  }
}
