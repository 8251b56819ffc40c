package io.azimuth.domain.token;

/** How a token is kept. */
public enum TokenType {
  /** Stored; can be renewed and revoked. */
  SERVICE,
  /** Carries everything itself; nothing is stored. */
  BATCH,
  /**
   * What stays of a service token that was revoked without its children: no token any more, but
   * where their line of ancestors ends.
   */
  RELEASED
}
