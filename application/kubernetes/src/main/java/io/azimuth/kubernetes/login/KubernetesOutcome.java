package io.azimuth.kubernetes.login;

import io.azimuth.domain.kubernetes.KubernetesCheck;
import io.azimuth.domain.kubernetes.KubernetesDecision;
import io.azimuth.domain.kubernetes.KubernetesRole;
import io.azimuth.domain.kubernetes.ServiceAccount;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of a login.
 *
 * @param account whose token it is; empty when that was not proved
 * @param role the role; empty when the token was not accepted
 * @param decision every check, and what was granted
 */
record KubernetesOutcome(
    Optional<ServiceAccount> account, Optional<KubernetesRole> role, KubernetesDecision decision) {

  KubernetesOutcome {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(decision, "decision");
  }

  /** A token that was not accepted, after these checks. */
  static KubernetesOutcome unproved(List<KubernetesCheck> made) {
    return new KubernetesOutcome(
        Optional.empty(), Optional.empty(), KubernetesDecision.refused(made));
  }

  static KubernetesOutcome proved(
      ServiceAccount account, KubernetesRole role, KubernetesDecision decision) {
    return new KubernetesOutcome(Optional.of(account), Optional.of(role), decision);
  }
}
