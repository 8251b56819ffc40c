package io.azimuth.spi.issued;

/** The result of the revocation of one token. */
public enum RevocationResult {
  /** The token is revoked, durably, and all that it created with it. */
  REVOKED,
  /** The mount has no such living token: it expired, was revoked, or is one of another mount. */
  ABSENT,
  /** It is not known, or the token changed again and again; it may be tried again. */
  UNDECIDED
}
