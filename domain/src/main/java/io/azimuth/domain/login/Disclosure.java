package io.azimuth.domain.login;

/** How much of a refusal its caller may read. The operator reads all of it. */
public enum Disclosure {
  /** That the login is refused, in the same bytes for every cause: it is not proved whose it is. */
  NOTHING,
  /** What happened, without any value. */
  SENTENCE,
  /** The value that the caller itself sent. */
  OWN_VALUE,
  /** A proved value beside the request's value: the caller sent both. */
  COMPARISON,
  /** The received and the expected value; the expected one is not part of a role. */
  EXPECTATION
}
