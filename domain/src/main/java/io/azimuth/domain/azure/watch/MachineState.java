package io.azimuth.domain.azure.watch;

/** What a round knows of a machine; a later one counts for more. */
public enum MachineState {
  /** It is there, with the identities that logged in. */
  PRESENT,
  /** No answer covered it. */
  UNANSWERED,
  /** One answer reports it as gone, and no second one confirms it yet. */
  SUSPECTED,
  /** Two answers report it as gone. */
  GONE
}
