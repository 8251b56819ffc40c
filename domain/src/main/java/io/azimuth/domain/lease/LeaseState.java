package io.azimuth.domain.lease;

/** How far a lease is. */
public enum LeaseState {
  /** No caller knows it yet; the engine may be making its secret. */
  PENDING,
  /** It was handed out. */
  ISSUED,
  /** It was revoked, and the engine has yet to end its secret. */
  REVOKED,
  /** The same, and it is forgotten if the engine fails once more. */
  FORCED
}
