package io.azimuth.domain.rotation.schedule;

import java.time.Instant;

/**
 * When a credential is rotated without being asked. A pure state machine: whoever drives it keeps
 * the state and does what the verdict says.
 */
public sealed interface Timetable permits NoRotation, PeriodicRotation, ScheduledRotation {

  /** What is to be done now, and what the state is from now on; the same answer each time. */
  TimetableStep step(TimetableState state, Instant now);

  /** Whether anything is ever done. */
  default boolean isActive() {
    return !(this instanceof NoRotation);
  }
}
