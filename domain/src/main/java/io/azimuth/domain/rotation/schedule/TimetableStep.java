package io.azimuth.domain.rotation.schedule;

import java.util.Objects;
import java.util.Optional;

/**
 * What a plan says at a moment.
 *
 * @param state from now on; to be kept before the verdict is acted upon
 * @param verdict what is to be done
 * @param missed what was skipped and is to be reported, once
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
