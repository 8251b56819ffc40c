package io.azimuth.domain.policy;

/** Why a request is allowed or denied. */
public enum AclOutcome {
  /** The token has the root policy. */
  ROOT,
  /** The deciding rule grants all that is needed. */
  GRANTED,
  /** No rule matches the path. */
  NO_RULE,
  /** The deciding rule denies. */
  DENY_RULE,
  /** The deciding rule lacks the capability. */
  CAPABILITY_MISSING,
  /** The path needs sudo and the deciding rule lacks it. */
  SUDO_MISSING,
  /** The answer must be wrapped for a time within limits, and the request does not ask for that. */
  WRAPPING_OUTSIDE_LIMITS,
  /** A required parameter was not sent. */
  PARAMETER_MISSING,
  /** A parameter, or its value, is denied. */
  PARAMETER_DENIED,
  /** A parameter, or its value, is not among those allowed. */
  PARAMETER_NOT_ALLOWED;

  /** Whether the request is allowed. */
  public boolean allowed() {
    return this == ROOT || this == GRANTED;
  }
}
