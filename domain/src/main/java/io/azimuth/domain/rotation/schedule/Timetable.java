package io.azimuth.domain.rotation.schedule;

import java.time.Instant;

/**
 * Decides when a credential is rotated automatically. A pure state machine: its caller keeps the
 * state and carries out the verdict.
 */
public sealed interface Timetable permits NoRotation, PeriodicRotation, ScheduledRotation {

  /** What is to be done now, and the next state; the same arguments give the same result. */
  TimetableStep step(TimetableState state, Instant now);

  /** Whether it ever demands a rotation. */
  default boolean isActive() {
    return !(this instanceof NoRotation);
  }
}
