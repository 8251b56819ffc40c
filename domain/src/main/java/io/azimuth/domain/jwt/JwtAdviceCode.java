package io.azimuth.domain.jwt;

import static io.azimuth.domain.token.role.advice.AdviceSeverity.WARNING;

import io.azimuth.domain.token.role.advice.AdviceName;
import io.azimuth.domain.token.role.advice.AdviceSeverity;

/** What the linter can find about who logs in under a role. The codes are stable. */
public enum JwtAdviceCode implements AdviceName {
  /** Anyone with a token of the issuer logs in. */
  ANY_SUBJECT(WARNING),
  /** What the provider returns about people is written to the log. */
  CLAIMS_LOGGED(WARNING);

  private final AdviceSeverity severity;

  JwtAdviceCode(AdviceSeverity severity) {
    this.severity = severity;
  }

  @Override
  public AdviceSeverity severity() {
    return severity;
  }
}
