package io.azimuth.domain.kubernetes;

import static io.azimuth.domain.token.role.advice.AdviceSeverity.NOTE;
import static io.azimuth.domain.token.role.advice.AdviceSeverity.WARNING;

import io.azimuth.domain.token.role.advice.AdviceName;
import io.azimuth.domain.token.role.advice.AdviceSeverity;

/** What the linter can find about who logs in under a role. The codes are stable. */
public enum KubernetesAdviceCode implements AdviceName {
  /** Every service account of the cluster logs in. */
  WHOLE_CLUSTER(WARNING),
  /** A name counts in every namespace. */
  ANY_NAMESPACE(WARNING),
  /** Every service account of a namespace logs in. */
  WHOLE_NAMESPACE(NOTE),
  /** Tokens for other services log in. */
  NO_AUDIENCE(NOTE);

  private final AdviceSeverity severity;

  KubernetesAdviceCode(AdviceSeverity severity) {
    this.severity = severity;
  }

  @Override
  public AdviceSeverity severity() {
    return severity;
  }
}
