package io.azimuth.domain.rotation.schedule;

import java.util.Objects;
import java.util.Optional;

/**
 * The result of a timetable at a moment.
 *
 * @param state the next state; to be stored before the verdict is carried out
 * @param verdict what is to be done
 * @param missed windows that were skipped and are to be reported, once
 */
public record TimetableStep(
    TimetableState state, TimetableVerdict verdict, Optional<MissedWindows> missed) {

  public TimetableStep {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(missed, "missed");
  }

  static TimetableStep of(TimetableState state, TimetableVerdict verdict) {
    return new TimetableStep(state, verdict, Optional.empty());
  }

  static TimetableStep missing(
      TimetableState state, TimetableVerdict verdict, MissedWindows missed) {
    return new TimetableStep(state, verdict, Optional.of(missed));
  }
}
