package io.azimuth.azure.watch;

import java.time.Instant;
import java.util.Optional;

/** A part of a round: what is done next. Safe for use by many threads. */
interface RoundPart {

  /**
   * What runs on a lane.
   *
   * @param run does it; may block
   * @param refused is run in its place when no lane takes it
   */
  record Task(Runnable run, Runnable refused) {}

  /** Takes what is to be done next; empty when nothing is, or nothing yet. Does not block. */
  Optional<Task> next(Instant now);

  /** Whether nothing is left to be begun. */
  boolean isDone();

  /** Why the round ends with it; empty when it does not. */
  default Optional<String> problem() {
    return Optional.empty();
  }
}
