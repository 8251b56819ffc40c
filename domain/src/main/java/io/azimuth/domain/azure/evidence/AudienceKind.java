package io.azimuth.domain.azure.evidence;

/** The kind of audience of a token, which decides how far its resource claims can be trusted. */
public enum AudienceKind {
  /** A service of Microsoft: no owner in the tenant can change the claims of its tokens. */
  FIRST_PARTY,
  /** An application of the tenant: its tokens usually carry no resource claims. */
  CUSTOM
}
