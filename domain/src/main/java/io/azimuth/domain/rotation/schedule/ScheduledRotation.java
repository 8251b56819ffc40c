package io.azimuth.domain.rotation.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Rotation at the moments of a schedule. Each moment opens a window, which closes after its length
 * or at the next moment, whichever is first. Failed attempts are retried within the window only. A
 * window that closed without success is skipped and reported.
 *
 * @param times when windows open
 * @param window how long one is open; zero means until the next moment, otherwise at least an hour
 */
public record ScheduledRotation(FiringTimes times, Duration window) implements Timetable {

  /** The shortest window that is not zero. */
  public static final Duration MIN_WINDOW = Duration.ofHours(1);

  public ScheduledRotation {
    Objects.requireNonNull(times, "times");
    if (!isWindow(window)) {
      throw new IllegalArgumentException("a window is zero or at least an hour");
    }
  }

  /** Whether a window may have this length. */
  public static boolean isWindow(Duration length) {
    return length.isZero() || length.compareTo(MIN_WINDOW) >= 0;
  }

  @Override
  public TimetableStep step(TimetableState state, Instant now) {
    TimetableState sane = state.notAheadOf(now);
    return times
        .latest(sane.settledUntil(), now)
        .map(opened -> step(sane, opened, now))
        .orElseGet(() -> TimetableStep.of(sane, idle(sane.settledUntil())));
  }

  private TimetableStep step(TimetableState state, Instant opened, Instant now) {
    Instant closes = closes(opened);
    if (!now.isBefore(closes)) {
      MissedWindows missed = missed(state, opened);
      return TimetableStep.missing(state.skippedUntil(opened), idle(opened), missed);
    }
    Optional<Instant> before = times.latest(state.settledUntil(), opened.minusSeconds(1));
    if (before.isPresent()) {
      MissedWindows missed = missed(state, before.get());
      return TimetableStep.missing(
          state.skippedUntil(before.get()),
          new TimetableVerdict.Due(opened, Optional.of(closes)),
          missed);
    }
    return TimetableStep.of(state, inWindow(state, opened, closes, now));
  }

  private TimetableVerdict inWindow(
      TimetableState state, Instant opened, Instant closes, Instant now) {
    Instant again = state.retryAt().orElse(now);
    if (!again.isBefore(closes)) {
      return idle(opened);
    }
    return now.isBefore(again)
        ? new TimetableVerdict.Retry(again)
        : new TimetableVerdict.Due(opened, Optional.of(closes));
  }

  private TimetableVerdict idle(Instant after) {
    return new TimetableVerdict.Idle(times.next(after));
  }

  private MissedWindows missed(TimetableState state, Instant last) {
    return MissedWindows.between(times, state.settledUntil(), last, state.attempts());
  }

  private Instant closes(Instant opened) {
    Instant next = times.next(opened);
    if (window.isZero()) {
      return next;
    }
    Instant end = opened.plus(window);
    return end.isBefore(next) ? end : next;
  }
}
