package io.azimuth.domain.approle;

/** Parameters of a role that were last written under their old name; a read shows both names. */
public enum OldRoleParameter {
  /** {@code period}, now {@code token_period}. */
  PERIOD,
  /** {@code policies}, now {@code token_policies}. */
  POLICIES
}
