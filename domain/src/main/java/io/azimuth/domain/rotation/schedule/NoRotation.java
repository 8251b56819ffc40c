package io.azimuth.domain.rotation.schedule;

import java.time.Instant;

/** No schedule and no period, or automated rotation is disabled. */
public record NoRotation() implements Timetable {

  @Override
  public TimetableStep step(TimetableState state, Instant now) {
    return TimetableStep.of(state, new TimetableVerdict.Off());
  }
}
