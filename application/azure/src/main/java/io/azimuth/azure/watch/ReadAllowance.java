package io.azimuth.azure.watch;

import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.fleet.GroupTraffic;
import io.azimuth.domain.azure.watch.ReadWindow;
import io.azimuth.spi.remote.LruCache;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much of Azure the watch of one mount may use now; lives longer than a round. Safe for use by
 * many threads.
 */
final class ReadAllowance {

  private static final int MAX_GROUPS = 1_000;

  /** By so many pages a group may have grown since its last list. */
  private static final int GROWTH = 2;

  /** No quota of Azure takes longer to fill up; who asks for more may err. */
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final LruCache<ReadStep.Listed, GroupTraffic> groups = new LruCache<>(MAX_GROUPS);
  private ReadWindow window = ReadWindow.EMPTY;
  private Instant pausedUntil = Instant.MIN;
  private int made;

  /** How many reads were made so far, pages of lists included. */
  synchronized int made() {
    return made;
  }

  /** What earlier lists of the group cost. */
  synchronized GroupTraffic traffic(ReadStep.Listed step) {
    return groups.find(step).orElse(GroupTraffic.NONE);
  }

  /** Until when Azure asks not to be called; empty when it does not. */
  synchronized Optional<Instant> pausedUntil(Instant now) {
    return Optional.of(pausedUntil)
        .filter(now::isBefore)
        .filter(until -> !until.isAfter(now.plus(LONGEST_PAUSE))); // else the clock was ahead
  }

  /** Takes the reads of a step from the allowance, if they are in it. */
  synchronized boolean take(ReadStep step, Instant now) {
    int reads = planned(step);
    boolean admitted = window.admits(reads, now);
    if (admitted) {
      window = window.begun(reads, now);
      made += reads;
    }
    return admitted;
  }

  /** What was taken for a step that was not made. */
  synchronized void giveBack(ReadStep step, Instant begun) {
    correct(step, 0, begun);
  }

  /** Takes note of a single read that ended. */
  synchronized void ended(DirectoryAnswer answer, Instant now) {
    if (answer instanceof DirectoryAnswer.Throttled throttled) {
      pause(throttled.retryAfter(), now);
    }
  }

  /**
   * Takes note of a list that ended.
   *
   * @param begun when it was taken from the allowance
   */
  synchronized void ended(ReadStep.Listed step, MachineList list, Instant begun, Instant now) {
    correct(step, Math.max(1, list.pages()), begun);
    pause(list.retryAfter(), now);
    groups.put(step, traffic(step).listed(list.end(), list.pages(), list.retryAfter(), now));
  }

  private void correct(ReadStep step, int reads, Instant begun) {
    window = window.corrected(planned(step), reads, begun);
    made += reads - planned(step);
  }

  // How many pages a list has is known only after it.
  private int planned(ReadStep step) {
    if (!(step instanceof ReadStep.Listed list)) {
      return 1;
    }
    return groups
        .find(list)
        .map(known -> Math.min(known.pages() + GROWTH, GroupTraffic.MAX_PAGES))
        .orElse(GroupTraffic.MAX_PAGES);
  }

  private void pause(Duration retryAfter, Instant now) {
    Instant until = now.plus(retryAfter.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : retryAfter);
    pausedUntil = pausedUntil(now).filter(until::isBefore).orElse(until);
  }
}
