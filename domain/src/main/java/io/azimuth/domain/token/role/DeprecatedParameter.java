package io.azimuth.domain.token.role;

/**
 * Parameters of a role that have an old name; a read shows the value that was last set under it.
 */
public enum DeprecatedParameter {
  /** {@code period}. */
  PERIOD,
  /** {@code explicit_max_ttl}. */
  EXPLICIT_MAX_TTL,
  /** {@code bound_cidrs}. */
  BOUND_CIDRS
}
