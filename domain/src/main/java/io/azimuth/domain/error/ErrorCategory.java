package io.azimuth.domain.error;

/** The kind of a failure, by who can correct it. Holds no status of any protocol. */
public enum ErrorCategory {
  /** The caller sent something malformed or out of bounds. */
  INVALID_REQUEST,
  /** The caller may not do this. */
  PERMISSION_DENIED,
  /** The thing does not exist. */
  NOT_FOUND,
  /** The path exists, the operation does not. */
  UNSUPPORTED_OPERATION,
  /** The operation does not accept a body of this form. */
  UNSUPPORTED_MEDIA,
  /** The request is larger than its limit. */
  TOO_LARGE,
  /** Another request changed the same thing; trying again helps. */
  CONFLICT,
  /** The caller has sent too many requests. */
  RATE_LIMITED,
  /** The server is sealed: it has no keys to its store. */
  SEALED,
  /** The server has too many requests at this moment. */
  OVERLOADED,
  /** A system that the answer depends on cannot be reached. */
  UPSTREAM_UNAVAILABLE,
  /** A system that the answer depends on returned something that cannot be used. */
  UPSTREAM_UNUSABLE,
  /** A fault of the server itself. */
  INTERNAL
}
