package io.azimuth.domain.token;

/** What becomes of the policy {@code default} when policies are sanitised. */
public enum DefaultPolicy {
  /** It is added unless the policies are root's. */
  ADD,
  /** It stays if it is there. */
  KEEP,
  /** It is taken out, even if listed. */
  REMOVE
}
