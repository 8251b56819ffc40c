package io.azimuth.domain.rotation.schedule;

import io.azimuth.domain.rotation.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The state of a timetable.
 *
 * @param since earlier moments are ignored: the plan was set or enabled at this moment, or a window
 *     was skipped
 * @param lastSuccess when a rotation was completed last, automated or not
 * @param lastAttempt when the last automated rotation began
 * @param attempts automated rotations that began and were not completed, so far
 */
public record TimetableState(
    Instant since, Optional<Instant> lastSuccess, Optional<Instant> lastAttempt, int attempts) {

  /** How far clocks may go back before an earlier time is taken as that of a wrong clock. */
  public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private static final Backoff PAUSES = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1));

  public TimetableState {
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(lastSuccess, "lastSuccess");
    Objects.requireNonNull(lastAttempt, "lastAttempt");
    if (attempts < 0 || (attempts > 0 && lastAttempt.isEmpty())) {
      throw new IllegalArgumentException("attempts were made at some time");
    }
  }

  /** The state of a plan that is set now. */
  public static TimetableState beginning(Instant now) {
    return new TimetableState(now, Optional.empty(), Optional.empty(), 0);
  }

  /**
   * The state of a changed plan, or of one that is enabled again: it begins now, without failures.
   */
  public TimetableState begunAgain(Instant now) {
    return new TimetableState(now, lastSuccess, lastAttempt, 0);
  }

  /**
   * This state after an attempt that begins now; it counts as failed until a success is reported.
   */
  public TimetableState attempted(Instant now) {
    return new TimetableState(since, lastSuccess, Optional.of(now), attempts + 1);
  }

  /** This state after a completed rotation. */
  public TimetableState succeeded(Instant at) {
    return new TimetableState(since, Optional.of(at), lastAttempt, 0);
  }

  TimetableState skippedUntil(Instant firing) {
    return new TimetableState(firing, lastSuccess, lastAttempt, 0);
  }

  /** The moment up to which nothing is due any more. */
  Instant settledUntil() {
    return lastSuccess.filter(since::isBefore).orElse(since);
  }

  /** When the next attempt may begin, after failed ones. */
  Optional<Instant> retryAt() {
    return attempts == 0
        ? Optional.empty()
        : lastAttempt.map(last -> last.plus(PAUSES.after(attempts)));
  }

  /**
   * Corrects times that lie in the future, so that those of a wrong clock do not stop rotations.
   */
  TimetableState notAheadOf(Instant now) {
    Instant latest = now.plus(CLOCK_TOLERANCE);
    return new TimetableState(
        since.isAfter(latest) ? now : since,
        lastSuccess.map(at -> at.isAfter(latest) ? now : at),
        lastAttempt.map(at -> at.isAfter(latest) ? now : at),
        attempts);
  }
}
