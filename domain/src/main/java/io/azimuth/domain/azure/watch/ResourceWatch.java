package io.azimuth.domain.azure.watch;

import io.azimuth.domain.time.ClockSkew;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The answers of Azure so far about one machine with one identity. It counts as gone when two
 * answers that are at least {@link #APART} apart report it, with the same reason, and no answer
 * between them contradicts it: a single answer may be wrong for some seconds, and identities may be
 * listed late. An answer without information changes nothing. Immutable.
 *
 * @param present whether it is there for all that is known
 * @param suspicion since the first answer that reports it as gone
 * @param gone since a second one
 */
public record ResourceWatch(boolean present, Optional<Suspicion> suspicion, Optional<Gone> gone) {

  /** How far the two answers are apart, at least: from the end of one to the start of another. */
  public static final Duration APART = Duration.ofSeconds(60);

  /** No answer yet. */
  public static final ResourceWatch UNTOLD =
      new ResourceWatch(false, Optional.empty(), Optional.empty());

  private static final ResourceWatch WELL =
      new ResourceWatch(true, Optional.empty(), Optional.empty());

  /**
   * One answer reports it as gone.
   *
   * @param reason the reason in the answer
   * @param since when it came
   */
  public record Suspicion(GoneReason reason, Instant since) {

    public Suspicion {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(since, "since");
    }
  }

  /**
   * Two answers report it as gone.
   *
   * @param reason their reason
   * @param at when the second one was asked for
   */
  public record Gone(GoneReason reason, Instant at) {

    public Gone {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(at, "at");
    }

    /**
     * Whether a token that was issued then speaks against it: the machine may be back, or another
     * one may have its name. The clock of the server that issued the token may differ.
     */
    public boolean isContradictedBy(Instant issuedAt) {
      return issuedAt.isAfter(at.minus(ClockSkew.ALLOWED));
    }

    /** Whether one more answer confirms it. */
    public boolean isConfirmedBy(MachineObservation observation) {
      return observation.reason().filter(it -> it == reason).isPresent();
    }
  }

  public ResourceWatch {
    Objects.requireNonNull(suspicion, "suspicion");
    Objects.requireNonNull(gone, "gone");
    if (gone.isPresent() && suspicion.isEmpty()) {
      throw new IllegalArgumentException("what is gone was suspected before");
    }
    if (present && suspicion.isPresent()) {
      throw new IllegalArgumentException("what is there is not suspected");
    }
  }

  /**
   * What is known after one more answer.
   *
   * @param asked when it was asked for
   * @param answered when it came
   */
  public ResourceWatch seen(MachineObservation observation, Instant asked, Instant answered) {
    if (observation == MachineObservation.PRESENT) {
      return WELL;
    }
    return observation.reason().map(reason -> missed(reason, asked, answered)).orElse(this);
  }

  // A clock that was set back makes the first answer count from now.
  private ResourceWatch missed(GoneReason reason, Instant asked, Instant answered) {
    Optional<Suspicion> before =
        suspicion.filter(it -> it.reason() == reason && !it.since().isAfter(asked));
    if (before.isEmpty()) {
      Suspicion first = new Suspicion(reason, answered);
      return new ResourceWatch(false, Optional.of(first), Optional.empty());
    }
    return asked.isBefore(before.get().since().plus(APART))
        ? this
        : new ResourceWatch(false, before, Optional.of(new Gone(reason, asked)));
  }

  /** When a second answer decides; empty when there is nothing to decide. */
  public Optional<Instant> dueAgain() {
    return gone.isPresent() ? Optional.empty() : suspicion.map(it -> it.since().plus(APART));
  }

  /** What is known in short. */
  public MachineState state() {
    if (gone.isPresent()) {
      return MachineState.GONE;
    }
    if (suspicion.isPresent()) {
      return MachineState.SUSPECTED;
    }
    return present ? MachineState.PRESENT : MachineState.UNANSWERED;
  }
}
