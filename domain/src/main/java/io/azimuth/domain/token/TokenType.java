package io.azimuth.domain.token;

/** How a token is kept. */
public enum TokenType {
  /** Stored; can be renewed and revoked. */
  SERVICE,
  /** Carries everything itself; nothing is stored. */
  BATCH
}
