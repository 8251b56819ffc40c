package io.azimuth.azure.rotation;

import io.azimuth.domain.rotation.Backoff;
import io.azimuth.domain.rotation.PasswordProof;
import io.azimuth.domain.rotation.Rotation;
import java.time.Duration;
import java.time.Instant;

/**
 * What this process has tried in one state of a rotation. In memory only: after a restart a step
 * runs at once, and a proof begins again.
 *
 * @param failures to remove a password
 * @param first when this process saw the rotation in that state; another server's clock may have
 *     written the time that the rotation has itself
 * @param last the moment of the last step
 * @param next when the next step is due
 */
record RotationAttempts(
    PasswordProof proof, int failures, Instant first, Instant last, Instant next) {

  // What could not be removed for so long and so often is left to the operator. The time alone does
  // not decide: a server that was down has not tried.
  private static final Duration PATIENCE = Duration.ofDays(1);
  private static final int OFTEN = 10;

  // Longer than all calls of a start together.
  private static final Duration BEGINNING = Duration.ofSeconds(90);

  private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

  static RotationAttempts none(Instant now) {
    return new RotationAttempts(PasswordProof.none(now), 0, now, now, now);
  }

  /** After a step at that moment, and nothing to do before the second moment. */
  RotationAttempts until(Instant now, Instant then) {
    return new RotationAttempts(proof, failures, first, now, then);
  }

  /** After one more sign-in with the new password. */
  RotationAttempts proved(Instant now, PasswordProof after) {
    return new RotationAttempts(after, failures, first, now, after.next());
  }

  /** After one more failure; the pause is never shorter than the one that Azure demands. */
  RotationAttempts failed(Instant now, Duration retryAfter) {
    Duration pause = PAUSES.after(failures + 1);
    Duration longer = retryAfter.compareTo(pause) > 0 ? retryAfter : pause;
    return new RotationAttempts(proof, failures + 1, first, now, now.plus(longer));
  }

  /** Whether nothing is due yet; a clock that was set back ends the pause. */
  boolean isPausing(Instant now) {
    return !now.isBefore(last) && now.isBefore(next);
  }

  /** Whether the process that began the rotation may still wait for an answer of Azure. */
  boolean isPerhapsStarting(Instant now) {
    return !now.isBefore(first) && now.isBefore(first.plus(BEGINNING));
  }

  /** Whether a password that is absent now will not appear any more. */
  boolean isSearchOver(Instant now) {
    return Rotation.isSearchOver(first, now);
  }

  /**
   * Whether a password that could not be removed is left to the operator.
   *
   * @param since when the rotation entered its state
   */
  boolean areEnough(Instant since) {
    return !last.isBefore(since.plus(PATIENCE)) && failures >= OFTEN;
  }
}
