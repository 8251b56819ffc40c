package io.azimuth.domain.azure.fleet;

import java.time.Duration;

/** How a list of a group ended, and how long none is made after it. */
public enum MachineListOutcome {
  /** With its last page. */
  COMPLETE(Duration.ZERO),
  /** There is no such group. */
  ABSENT(Duration.ofSeconds(15)),
  /** The server may read machines of the group, at best, and not list them. */
  FORBIDDEN(Duration.ofMinutes(10)),
  /** It has too many pages; another list would end the same way. */
  INCOMPLETE(Duration.ofMinutes(10)),
  /**
   * No answer, one that cannot be used, or a failure of Azure; {@link ListTries} decides when the
   * next one is made.
   */
  FAILED(Duration.ofMinutes(1)),
  /** Azure asks to be called later; at least so long. */
  THROTTLED(Duration.ofSeconds(1));

  private final Duration pause;

  MachineListOutcome(Duration pause) {
    this.pause = pause;
  }

  /** How long no list of the group is made; its machines are read one by one meanwhile. */
  public Duration pause() {
    return pause;
  }
}
