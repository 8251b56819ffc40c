package io.azimuth.domain.error;

/** What kind of failure it is, in terms of who can mend it. Holds no status of any protocol. */
public enum ErrorCategory {
  /** The caller sent something malformed or out of bounds. */
  INVALID_REQUEST,
  /** The caller may not do this. */
  PERMISSION_DENIED,
  /** There is nothing there. */
  NOT_FOUND,
  /** The place exists, the operation does not. */
  UNSUPPORTED_OPERATION,
  /** The body has a form that this operation does not take. */
  UNSUPPORTED_MEDIA,
  /** The request is larger than its limit. */
  TOO_LARGE,
  /** Somebody else changed the same thing; trying again helps. */
  CONFLICT,
  /** Too many requests of this caller. */
  RATE_LIMITED,
  /** The server has no keys to its store. */
  SEALED,
  /** The server has too much to do at this moment. */
  OVERLOADED,
  /** A system that the answer depends on cannot be reached. */
  UPSTREAM_UNAVAILABLE,
  /** A system that the answer depends on gave an answer that cannot be used. */
  UPSTREAM_UNUSABLE,
  /** A fault of the server itself. */
  INTERNAL
}
