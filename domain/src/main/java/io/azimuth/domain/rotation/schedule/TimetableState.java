package io.azimuth.domain.rotation.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a timetable remembers.
 *
 * @param since what came before this moment is of no concern: the plan was set or switched on
 *     again, or a window was skipped
 * @param lastSuccess when a rotation was completed last, by whomever
 * @param lastAttempt when the last automated rotation began
 * @param attempts automated rotations that began and were not completed, so far
 */
public record TimetableState(
    Instant since, Optional<Instant> lastSuccess, Optional<Instant> lastAttempt, int attempts) {

  /** How far clocks may go back without that being taken for a clock that was wrong before. */
  public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MAX_DOUBLINGS = 6;

  public TimetableState {
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(lastSuccess, "lastSuccess");
    Objects.requireNonNull(lastAttempt, "lastAttempt");
    if (attempts < 0 || (attempts > 0 && lastAttempt.isEmpty())) {
      throw new IllegalArgumentException("attempts were made at some time");
    }
  }

  /** Of a plan that is set now. */
  public static TimetableState beginning(Instant now) {
    return new TimetableState(now, Optional.empty(), Optional.empty(), 0);
  }

  /** Of another plan, or of one that is switched on again: it begins now, and failures are past. */
  public TimetableState begunAgain(Instant now) {
    return new TimetableState(now, lastSuccess, lastAttempt, 0);
  }

  /** An attempt begins now; it counts as failed until a success comes. */
  public TimetableState attempted(Instant now) {
    return new TimetableState(since, lastSuccess, Optional.of(now), attempts + 1);
  }

  /** A rotation was completed. */
  public TimetableState succeeded(Instant at) {
    return new TimetableState(since, Optional.of(at), lastAttempt, 0);
  }

  TimetableState skippedUntil(Instant firing) {
    return new TimetableState(firing, lastSuccess, lastAttempt, 0);
  }

  /** Up to here nothing is due any more. */
  Instant settledUntil() {
    return lastSuccess.filter(since::isBefore).orElse(since);
  }

  /** When the next attempt may begin, after failed ones. */
  Optional<Instant> retryAt() {
    return attempts == 0 ? Optional.empty() : lastAttempt.map(last -> last.plus(pause()));
  }

  /** What was recorded by a clock that was wrong must not stop rotations until it is right. */
  TimetableState notAheadOf(Instant now) {
    Instant latest = now.plus(CLOCK_TOLERANCE);
    return new TimetableState(
        since.isAfter(latest) ? now : since,
        lastSuccess.map(at -> at.isAfter(latest) ? now : at),
        lastAttempt.map(at -> at.isAfter(latest) ? now : at),
        attempts);
  }

  private Duration pause() {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }
}
