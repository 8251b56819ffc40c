package io.azimuth.domain.rotation.schedule;

import java.time.Instant;

/** No schedule and no period, or automated rotation is switched off. */
public record NoRotation() implements Timetable {

  @Override
  public TimetableStep step(TimetableState state, Instant now) {
    return TimetableStep.of(state, new TimetableVerdict.Off());
  }
}
