package io.azimuth.domain.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of sign-ins with a new password so far. Azure's front ends receive it one by one, so
 * the password is trusted only after three successes in a row over at least half a minute.
 * Immutable; after a restart of the process the sign-ins begin again.
 *
 * @param successes in a row
 * @param firstSuccess the time of the first success of that row
 * @param failures in a row
 * @param next when the next sign-in is due
 */
public record PasswordProof(
    int successes, Optional<Instant> firstSuccess, int failures, Instant next) {

  /** How many successes in a row are needed. */
  public static final int SUCCESSES = 3;

  /** The shortest time between the first and the last success of a row. */
  public static final Duration SPREAD = Duration.ofSeconds(30);

  /** The time after which a refused password is given up. */
  public static final Duration HOPELESS = Duration.ofHours(1);

  /**
   * The number of failures in a row, the last of them a refusal, after which a password may be
   * given up.
   */
  public static final int REFUSALS = 20;

  private static final Duration BETWEEN_SUCCESSES = SPREAD.dividedBy(SUCCESSES - 1);
  private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  public PasswordProof {
    Objects.requireNonNull(firstSuccess, "firstSuccess");
    Objects.requireNonNull(next, "next");
  }

  /** A proof without any sign-in. */
  public static PasswordProof none(Instant now) {
    return new PasswordProof(0, Optional.empty(), 0, now);
  }

  /** Whether the next sign-in is due. */
  public boolean isDue(Instant now) {
    return !now.isBefore(next);
  }

  /** After a token was obtained. */
  public PasswordProof succeeded(Instant now) {
    // A clock that was set back starts a new row.
    Instant first = firstSuccess.filter(it -> !it.isAfter(now)).orElse(now);
    return new PasswordProof(successes + 1, Optional.of(first), 0, now.plus(BETWEEN_SUCCESSES));
  }

  /** After the password was refused: a new row starts. */
  public PasswordProof refused(Instant now) {
    return new PasswordProof(
        0, Optional.empty(), failures + 1, now.plus(PAUSES.after(failures + 1)));
  }

  /** After Azure could not be reached: successes and refusals stay as they were. */
  public PasswordProof unanswered(Instant now, Duration retryAfter) {
    Duration pause = PAUSES.after(failures + 1);
    Duration longer = retryAfter.compareTo(pause) > 0 ? retryAfter : pause;
    return new PasswordProof(successes, firstSuccess, failures + 1, now.plus(longer));
  }

  /** Whether the password can be trusted. */
  public boolean isComplete(Instant now) {
    return successes >= SUCCESSES
        && firstSuccess.filter(first -> !first.plus(SPREAD).isAfter(now)).isPresent();
  }

  /**
   * Whether a password that was just refused will never be accepted. The time alone does not
   * decide: a server that was down for longer has not tried yet.
   */
  public boolean isHopeless(Instant added, Instant now) {
    return failures >= REFUSALS && !now.isBefore(added.plus(HOPELESS));
  }
}
