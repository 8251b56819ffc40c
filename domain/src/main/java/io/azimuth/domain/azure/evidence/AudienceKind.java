package io.azimuth.domain.azure.evidence;

/** Whom a token is for, as far as it says what the token's resource claims are worth (spec 8.3). */
public enum AudienceKind {
  /** A service of Microsoft's own: nobody in the tenant decides what its tokens claim. */
  FIRST_PARTY,
  /** An application of the tenant: its tokens mostly carry no resource claims. */
  CUSTOM
}
