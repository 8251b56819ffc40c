package io.azimuth.domain.azure.watch;

/** What a round knows of a machine; a later one counts for more. */
public enum Standing {
  /** It is there, with the identities that logged in. */
  PRESENT,
  /** No answer said anything of it. */
  UNANSWERED,
  /** One answer says that it is gone, and no second one says so yet. */
  SUSPECTED,
  /** Two answers say that it is gone. */
  GONE
}
