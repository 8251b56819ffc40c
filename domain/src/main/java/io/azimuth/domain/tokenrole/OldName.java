package io.azimuth.domain.tokenrole;

/** Parameters of a role that have an old name; a read shows what was last set under it. */
public enum OldName {
  /** {@code period}. */
  PERIOD,
  /** {@code explicit_max_ttl}. */
  EXPLICIT_MAX_TTL,
  /** {@code bound_cidrs}. */
  BOUND_CIDRS
}
