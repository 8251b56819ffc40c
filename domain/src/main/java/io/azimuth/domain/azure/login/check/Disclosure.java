package io.azimuth.domain.azure.login.check;

/** How much of a refusal its caller may read. */
enum Disclosure {
  /** That the token was rejected, in the same bytes for every cause. */
  NOTHING,
  /** The value that the caller itself sent. */
  OWN_VALUE,
  /** The token's value beside the request's value: the caller sent both. */
  COMPARISON,
  /** The received and the expected value; the expected one is not part of a role. */
  EXPECTATION
}
