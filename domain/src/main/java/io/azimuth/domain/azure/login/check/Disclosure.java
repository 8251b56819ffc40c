package io.azimuth.domain.azure.login.check;

/** How much of a refusal its caller may read (spec 8.3, Refusals). */
enum Disclosure {
  /** That the token was not accepted, in the same bytes for every cause. */
  NOTHING,
  /** What came: the caller's own value. */
  OWN_VALUE,
  /** What the token says beside what the request says: both are the caller's own. */
  COMPARISON,
  /** What came and what was expected, which binds nobody in particular. */
  EXPECTATION
}
