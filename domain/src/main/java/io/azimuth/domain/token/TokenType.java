package io.azimuth.domain.token;

/** How a token is kept. */
public enum TokenType {
  /** Stored; can be renewed and revoked. */
  SERVICE,
  /** Carries its whole record itself; nothing is stored. */
  BATCH,
  /**
   * The record of a service token that was revoked without its children: not valid as a token, it
   * only marks the end of their line of ancestors.
   */
  RELEASED
}
