package io.azimuth.domain.azure.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How much a group of machines was asked for lately, and what its last list cost: from this follows
 * whether the next machines are read one by one or by one list. Immutable.
 *
 * <p>A list pays when at least as many machines are asked for as it has pages, since each page is a
 * read; so the machines of a group that is large and quiet are read one by one.
 *
 * @param asked when machines of the group were asked for, the earliest first; at most {@link
 *     #MAX_PAGES}, which is more than any decision needs
 * @param pages how many pages the last list had; 1 when none was made
 * @param pausedUntil no list is made before this time
 * @param tries the lists that failed lately
 */
public record GroupTraffic(List<Instant> asked, int pages, Instant pausedUntil, ListTries tries) {

  /** The most pages that are read of one list. */
  public static final int MAX_PAGES = 20;

  /** How long a question counts. */
  public static final Duration WINDOW = Duration.ofSeconds(10);

  /** So many machines asked for within {@link #WINDOW} are worth a list of one page. */
  public static final int ENOUGH = 3;

  /** A group that was not asked for. */
  public static final GroupTraffic NONE =
      new GroupTraffic(List.of(), 1, Instant.MIN, ListTries.NONE);

  /** How the next machines are read. */
  public enum Way {
    SINGLY,
    BY_LIST
  }

  public GroupTraffic {
    asked = List.copyOf(asked);
    Objects.requireNonNull(pausedUntil, "pausedUntil");
    Objects.requireNonNull(tries, "tries");
    if (pages < 1 || asked.size() > MAX_PAGES) {
      throw new IllegalArgumentException("a list has a page, and few times are kept");
    }
  }

  /** The traffic after one more machine was asked for. */
  public GroupTraffic askedAt(Instant now) {
    List<Instant> times = new ArrayList<>(asked);
    times.removeIf(time -> !counts(time, now));
    if (times.size() == MAX_PAGES) {
      times.remove(0);
    }
    times.add(now);
    return new GroupTraffic(times, pages, pausedUntil, tries);
  }

  /** How the machines that wait now are read, those counted with {@link #askedAt}. */
  public Way wayAt(Instant now) {
    return wayOf(asked.stream().filter(time -> counts(time, now)).count(), now);
  }

  /** How so many machines that are to be read at once are read. */
  public Way wayOf(long machines, Instant now) {
    return isPausedAt(now) || machines < Math.max(ENOUGH, pages) ? Way.SINGLY : Way.BY_LIST;
  }

  /** Whether no list is made now, however many machines are asked for. */
  public boolean isPausedAt(Instant now) {
    return now.isBefore(pausedUntil);
  }

  /**
   * How long the machines of the group wait for a list that is tried again because the last one
   * failed; zero when they do not.
   */
  public Duration untilNextTry(Instant now) {
    return tries.left(now);
  }

  /**
   * The traffic after a list.
   *
   * @param pagesRead how many pages it had
   * @param retryAfter how long Azure asks not to be called; zero when it does not
   */
  public GroupTraffic listed(
      MachineListOutcome end, int pagesRead, Duration retryAfter, Instant now) {
    ListTries after = end == MachineListOutcome.FAILED ? tries.failedAt(now) : ListTries.NONE;
    boolean isTriedAgain = end == MachineListOutcome.FAILED && !after.areOver();
    Duration least = isTriedAgain ? Duration.ZERO : end.pause();
    Duration pause = least.compareTo(retryAfter) < 0 ? retryAfter : least;
    return new GroupTraffic(
        asked,
        Math.min(Math.max(1, pagesRead), MAX_PAGES),
        pause.isZero() ? pausedUntil : now.plus(pause),
        after);
  }

  // A clock that was set back makes earlier questions count no more.
  private static boolean counts(Instant time, Instant now) {
    Duration age = Duration.between(time, now);
    return !age.isNegative() && age.compareTo(WINDOW) <= 0;
  }
}
