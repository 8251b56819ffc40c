package io.azimuth.domain.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How well a new password is proved. Azure's front ends learn of it one by one, so one success
 * proves nothing of the next: it takes three in a row over at least half a minute. Immutable; what
 * is lost with the process is found out again.
 *
 * @param successes in a row
 * @param firstSuccess of that row
 * @param failures in a row
 * @param next when to try again
 */
public record PasswordProof(
    int successes, Optional<Instant> firstSuccess, int failures, Instant next) {

  /** How many successes in a row it takes. */
  public static final int SUCCESSES = 3;

  /** Over which time at least. */
  public static final Duration SPREAD = Duration.ofSeconds(30);

  /** After this time of refusals it is given up. */
  public static final Duration HOPELESS = Duration.ofHours(1);

  /** After that many failures in a row, the last of them a refusal, at least. */
  public static final int REFUSALS = 20;

  private static final Duration BETWEEN_SUCCESSES = SPREAD.dividedBy(SUCCESSES - 1);
  private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  public PasswordProof {
    Objects.requireNonNull(firstSuccess, "firstSuccess");
    Objects.requireNonNull(next, "next");
  }

  /** Nothing tried yet. */
  public static PasswordProof none(Instant now) {
    return new PasswordProof(0, Optional.empty(), 0, now);
  }

  /** Whether it is time for the next try. */
  public boolean isDue(Instant now) {
    return !now.isBefore(next);
  }

  /** After a token was obtained. */
  public PasswordProof succeeded(Instant now) {
    // A clock that was set back begins the row anew.
    Instant first = firstSuccess.filter(it -> !it.isAfter(now)).orElse(now);
    return new PasswordProof(successes + 1, Optional.of(first), 0, now.plus(BETWEEN_SUCCESSES));
  }

  /** After the password was refused: the row begins anew. */
  public PasswordProof refused(Instant now) {
    return new PasswordProof(
        0, Optional.empty(), failures + 1, now.plus(PAUSES.after(failures + 1)));
  }

  /** After Azure could not be asked: nothing is known that was not known before. */
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
   * Whether a password that was just refused is refused for good. The time alone proves nothing: a
   * server that was away for longer has not tried yet.
   */
  public boolean isHopeless(Instant added, Instant now) {
    return failures >= REFUSALS && !now.isBefore(added.plus(HOPELESS));
  }
}
