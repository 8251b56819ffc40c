package io.azimuth.azure.directory;

import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The lists of the last seconds, so that the machines of a fleet that come one after the other need
 * no list each. Bounded in machines; the earliest list goes first. Safe for use by many threads.
 */
final class RecentMachineLists {

  /** How long a list is kept; never longer than the mount keeps facts. */
  static final Duration KEPT_FOR = Duration.ofSeconds(15);

  /** The most machines of all lists together. */
  static final int MAX_MACHINES = 10_000;

  private final Map<GroupReads, Kept> lists = new LinkedHashMap<>();
  private int machines;

  private record Kept(Map<ResourceId, ResourceFacts> machines, Instant begun, long nanos) {

    boolean isWithin(Duration time, Instant now) {
      return FetchedAnswer.isWithin(begun, time, now);
    }
  }

  /**
   * Keeps a list in the place of the earlier one of that group.
   *
   * @param begun when it began, which may be before lists that ended earlier
   * @param now when it ended
   */
  synchronized void keep(
      GroupReads group, MachineList list, Instant begun, long nanos, Instant now) {
    drop(group);
    lists.values().removeIf(kept -> !kept.isWithin(KEPT_FOR, now) && forgotten(kept));
    int size = list.machines().size();
    Iterator<Kept> earliest = lists.values().iterator();
    while (machines + size > MAX_MACHINES && earliest.hasNext()) {
      forgotten(earliest.next());
      earliest.remove();
    }
    if (size > 0 && machines + size <= MAX_MACHINES) {
      lists.put(group, new Kept(new HashMap<>(list.machines()), begun, nanos));
      machines += size;
    }
  }

  /** The facts of that machine, if a list returned them less than that time ago. */
  synchronized Optional<FetchedAnswer<DirectoryAnswer>> find(
      GroupReads group, ResourceId machine, Duration time, Instant now) {
    Duration most = time.compareTo(KEPT_FOR) < 0 ? time : KEPT_FOR;
    return Optional.ofNullable(lists.get(group))
        .filter(kept -> kept.isWithin(most, now))
        .flatMap(
            kept ->
                Optional.ofNullable(kept.machines().get(machine))
                    .map(facts -> FetchedAnswer.ofList(facts, kept.begun(), kept.nanos())));
  }

  /** Forgets what a list returned for a machine that was read since. */
  synchronized void forget(GroupReads group, ResourceId machine) {
    Kept kept = lists.get(group);
    if (kept != null && kept.machines().remove(machine) != null) {
      machines--;
    }
  }

  /** How many machines there are. */
  synchronized int size() {
    return machines;
  }

  private void drop(GroupReads group) {
    Kept before = lists.remove(group);
    if (before != null) {
      forgotten(before);
    }
  }

  private boolean forgotten(Kept kept) {
    machines -= kept.machines().size();
    return true;
  }
}
