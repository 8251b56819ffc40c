package io.azimuth.domain.azure.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What later rounds must know of earlier ones, so that a failure that wanders through a fleet, or
 * that ends machine by machine, revokes no more than one round may. Immutable.
 *
 * @param losses the machines that lost their tokens within {@link #SPAN}, the earliest first
 * @param doubt since too many machines were gone or gave no answer
 */
public record WatchMemory(List<Loss> losses, Optional<Doubt> doubt) {

  /** How long a loss counts, and how long a doubt lasts at least. */
  public static final Duration SPAN = Duration.ofHours(1);

  /** Nothing happened. */
  public static final WatchMemory NONE = new WatchMemory(List.of(), Optional.empty());

  /**
   * A round that revokes tokens.
   *
   * @param at when it was decided
   * @param machines how many machines lose their tokens
   */
  public record Loss(Instant at, int machines) {

    public Loss {
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * Too many were gone, or gave no answer.
   *
   * @param since when that was last so
   * @param calm whether a round since then found it otherwise
   */
  public record Doubt(Instant since, boolean calm) {

    public Doubt {
      Objects.requireNonNull(since, "since");
    }

    private Doubt after(MachineCounts round) {
      return new Doubt(since, calm || !RevocationCap.isUnclear(round));
    }

    private boolean lasts(Instant now) {
      return !calm || now.isBefore(since.plus(SPAN));
    }
  }

  public WatchMemory {
    losses = List.copyOf(losses);
    Objects.requireNonNull(doubt, "doubt");
  }

  /** What a round with that result may do now. */
  public WatchVerdict judge(MachineCounts round, Instant now) {
    WatchMemory current = current(now);
    int lost = current.losses().stream().mapToInt(Loss::machines).sum();
    WatchVerdict verdict = RevocationCap.judge(round, lost);
    boolean doubted = current.doubt().filter(it -> it.lasts(now)).isPresent();
    return verdict == WatchVerdict.BELIEVED && doubted ? WatchVerdict.IN_DOUBT : verdict;
  }

  /** What is to be known after that round. */
  public WatchMemory after(MachineCounts round, Instant now) {
    WatchMemory current = current(now);
    WatchVerdict verdict = judge(round, now);
    List<Loss> all = new ArrayList<>(current.losses());
    if (verdict == WatchVerdict.BELIEVED && round.gone() > 0) {
      all.add(new Loss(now, round.gone()));
    }
    Optional<Doubt> next =
        verdict.isTooMany()
            ? Optional.of(new Doubt(now, false))
            : current.doubt().filter(it -> it.lasts(now)).map(it -> it.after(round));
    return new WatchMemory(all, next);
  }

  /** The same when no more than so many machines lost their tokens by what was decided then. */
  public WatchMemory corrected(Instant decided, int machines) {
    return new WatchMemory(
        losses.stream()
            .map(it -> it.at().equals(decided) ? new Loss(decided, machines) : it)
            .filter(it -> it.machines() > 0)
            .toList(),
        doubt);
  }

  // What a clock that was ahead wrote counts as of now, so that it ends.
  private WatchMemory current(Instant now) {
    return new WatchMemory(
        losses.stream()
            .map(it -> new Loss(earlier(it.at(), now), it.machines()))
            .filter(it -> now.isBefore(it.at().plus(SPAN)))
            .toList(),
        doubt.map(it -> new Doubt(earlier(it.since(), now), it.calm())));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
