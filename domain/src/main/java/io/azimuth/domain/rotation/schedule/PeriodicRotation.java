package io.azimuth.domain.rotation.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Once in a period, counted from the last success or from when the period was set. A failed attempt
 * is retried until one succeeds, because there is no window that could close.
 *
 * @param period between two rotations, at least a second
 */
public record PeriodicRotation(Duration period) implements Timetable {

  public PeriodicRotation {
    if (period.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a period has at least a second");
    }
  }

  @Override
  public TimetableStep step(TimetableState state, Instant now) {
    TimetableState sane = state.notAheadOf(now);
    return TimetableStep.of(sane, verdict(sane, now));
  }

  private TimetableVerdict verdict(TimetableState state, Instant now) {
    Instant due = state.settledUntil().plus(period);
    if (now.isBefore(due)) {
      return new TimetableVerdict.Idle(due);
    }
    return state
        .retryAt()
        .filter(now::isBefore)
        .<TimetableVerdict>map(TimetableVerdict.Retry::new)
        .orElseGet(() -> new TimetableVerdict.Due(due, Optional.empty()));
  }
}
