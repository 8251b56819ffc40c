package io.azimuth.domain.policy;

/** Why a request may, or may not, pass. */
public enum AclOutcome {
  /** The token has the root policy. */
  ROOT,
  /** The deciding rule grants all that is needed. */
  GRANTED,
  /** No rule is about this path. */
  NO_RULE,
  /** The deciding rule says deny. */
  DENY_RULE,
  /** The deciding rule lacks the capability. */
  CAPABILITY_MISSING,
  /** The path asks for sudo and the deciding rule lacks it. */
  SUDO_MISSING,
  /** The answer must be wrapped, for a time within limits, and is not asked for so. */
  WRAPPING_OUTSIDE_LIMITS,
  /** A required parameter was not sent. */
  PARAMETER_MISSING,
  /** A parameter, or its value, is denied. */
  PARAMETER_DENIED,
  /** A parameter, or its value, is not among those allowed. */
  PARAMETER_NOT_ALLOWED;

  /** Whether the request may pass. */
  public boolean allowed() {
    return this == ROOT || this == GRANTED;
  }
}
