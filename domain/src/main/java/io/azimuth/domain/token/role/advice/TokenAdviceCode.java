package io.azimuth.domain.token.role.advice;

import static io.azimuth.domain.token.role.advice.AdviceSeverity.NOTE;
import static io.azimuth.domain.token.role.advice.AdviceSeverity.WARNING;

/** What the linter can find about the tokens of a role, warnings first. The codes are stable. */
public enum TokenAdviceCode implements AdviceName {
  /** Tokens live for the long default of the mount. */
  NO_TTL(WARNING),
  /** The mount gives batch tokens, and the role asks for what they cannot have. */
  BATCH_REFUSED(WARNING),
  /** A policy that no login gives. */
  POLICY_REFUSED(WARNING),
  /** Policies that do not exist. */
  POLICY_MISSING(WARNING),
  /** The maximum is above that of the mount. */
  MAX_TTL_CUT(NOTE),
  /** The time to live is above its maximum. */
  TTL_CUT(NOTE),
  /** Tokens that cannot be revoked live long. */
  BATCH_TOKENS(NOTE),
  /** Tokens that are renewed for ever. */
  ENDLESS_PERIOD(NOTE),
  /** Tokens that may do next to nothing. */
  NO_POLICIES(NOTE);

  private final AdviceSeverity severity;

  TokenAdviceCode(AdviceSeverity severity) {
    this.severity = severity;
  }

  @Override
  public AdviceSeverity severity() {
    return severity;
  }

  @Override
  public boolean isToldAtWrite() {
    return this == MAX_TTL_CUT;
  }
}
