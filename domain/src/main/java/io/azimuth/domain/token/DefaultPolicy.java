package io.azimuth.domain.token;

/** What happens to the policy {@code default} when policies are sanitised. */
public enum DefaultPolicy {
  /** It is added unless the policies are those of root. */
  ADD,
  /** It stays if it is there. */
  KEEP,
  /** It is taken out, even if listed. */
  REMOVE
}
