package io.azimuth.domain.azure.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the answers of Azure said so far of one machine with one identity. It counts as gone when
 * two answers that are at least {@link #APART} apart say so, with the same reason, and none between
 * them said anything else: a single answer may be wrong for some seconds, and identities may be
 * listed late. What says nothing changes nothing. Immutable.
 *
 * @param suspicion since the first answer that says that it is gone
 * @param gone since a second one
 */
public record ResourceWatch(Optional<Suspicion> suspicion, Optional<Gone> gone) {

  /** How far the two answers are apart, at least. */
  public static final Duration APART = Duration.ofSeconds(60);

  /** Nothing was said yet, or that all is well. */
  public static final ResourceWatch UNSUSPECTED =
      new ResourceWatch(Optional.empty(), Optional.empty());

  /**
   * One answer says that it is gone.
   *
   * @param reason what the answer says
   * @param since when it was asked for
   */
  public record Suspicion(GoneReason reason, Instant since) {

    public Suspicion {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(since, "since");
    }
  }

  /**
   * Two answers say so.
   *
   * @param reason what they say
   * @param at when the second one was asked for; tokens that were issued later may be those of
   *     another machine with this name
   */
  public record Gone(GoneReason reason, Instant at) {

    public Gone {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(at, "at");
    }
  }

  public ResourceWatch {
    Objects.requireNonNull(suspicion, "suspicion");
    Objects.requireNonNull(gone, "gone");
    if (gone.isPresent() && suspicion.isEmpty()) {
      throw new IllegalArgumentException("what is gone was suspected before");
    }
  }

  /**
   * What is known after one more answer.
   *
   * @param at when it was asked for
   */
  public ResourceWatch seen(Sighting sighting, Instant at) {
    return switch (sighting) {
      case PRESENT -> UNSUSPECTED;
      case UNKNOWN -> this;
      case ABSENT -> missed(GoneReason.MACHINE_GONE, at);
      case WITHOUT_IDENTITY -> missed(GoneReason.IDENTITY_REMOVED, at);
    };
  }

  // A clock that was set back makes the first answer count from now.
  private ResourceWatch missed(GoneReason reason, Instant at) {
    Optional<Suspicion> before =
        suspicion.filter(it -> it.reason() == reason && !it.since().isAfter(at));
    if (before.isEmpty()) {
      return new ResourceWatch(Optional.of(new Suspicion(reason, at)), Optional.empty());
    }
    return at.isBefore(before.get().since().plus(APART))
        ? this
        : new ResourceWatch(before, Optional.of(new Gone(reason, at)));
  }

  /** When a second answer decides; empty when there is nothing to decide. */
  public Optional<Instant> dueAgain() {
    return gone.isPresent() ? Optional.empty() : suspicion.map(it -> it.since().plus(APART));
  }
}
