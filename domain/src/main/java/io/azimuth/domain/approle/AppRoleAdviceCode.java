package io.azimuth.domain.approle;

import static io.azimuth.domain.token.role.advice.AdviceSeverity.NOTE;
import static io.azimuth.domain.token.role.advice.AdviceSeverity.WARNING;

import io.azimuth.domain.token.role.advice.AdviceName;
import io.azimuth.domain.token.role.advice.AdviceSeverity;

/** What the linter can find about who logs in under a role. The codes are stable. */
public enum AppRoleAdviceCode implements AdviceName {
  /** The role id, which is no secret, logs in from the bound addresses. */
  NO_SECRET_ID(WARNING),
  /** A secret id logs in for ever, as often as one likes. */
  ENDLESS_SECRET_IDS(NOTE);

  private final AdviceSeverity severity;

  AppRoleAdviceCode(AdviceSeverity severity) {
    this.severity = severity;
  }

  @Override
  public AdviceSeverity severity() {
    return severity;
  }
}
