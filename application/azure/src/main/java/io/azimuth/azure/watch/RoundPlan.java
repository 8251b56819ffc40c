package io.azimuth.azure.watch;

import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.fleet.GroupTraffic;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.watch.ResourceWatch;
import io.azimuth.domain.azure.watch.Sighting;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The machines of one round, what was said of them, and what is to be read next. A machine that a
 * list does not tell to be well is read by itself, and again a minute later when it seems gone. For
 * use by one thread.
 */
final class RoundPlan {

  /** How often a machine that seems gone is read again when nothing usable is answered. */
  private static final int MOST_REPEATS = 3;

  /** How often a machine is asked for when Azure throttles; others come before it each time. */
  private static final int MOST_THROTTLED = 3;

  private final int room;
  private final Map<MachinePlace, List<Watched>> machines = new LinkedHashMap<>();
  private final Map<ReadStep.Listed, List<MachinePlace>> listed = new HashMap<>();
  private final Deque<ReadStep.Listed> lists = new ArrayDeque<>();
  private final Deque<MachinePlace> singles = new ArrayDeque<>();
  private final Deque<Repeat> repeats = new ArrayDeque<>(); // the earliest first
  private final Map<MachinePlace, Integer> attempts = new HashMap<>();
  private final Map<MachinePlace, Integer> throttled = new HashMap<>();
  private int watched;
  private int unanswered;
  private int gone;

  /** A machine that seems gone, and when it is read again. */
  private record Repeat(MachinePlace place, Instant due) {}

  /** A holder of tokens and what is known of it. */
  private static final class Watched {

    private final TokenHolder holder;
    private ResourceWatch watch = ResourceWatch.UNSUSPECTED;

    Watched(TokenHolder holder) {
      this.holder = holder;
    }
  }

  /** No machine, and room for so many. */
  RoundPlan(int room) {
    this.room = room;
  }

  /**
   * Adds a holder of a token, once.
   *
   * @return whether it is there now; false when there is no room for another one
   */
  boolean add(TokenHolder holder) {
    List<Watched> there = holders(holder.place());
    if (there.stream().anyMatch(one -> one.holder.equals(holder))) {
      return true;
    }
    if (watched == room) {
      return false;
    }
    machines.computeIfAbsent(holder.place(), key -> new ArrayList<>(1)).add(new Watched(holder));
    watched++;
    return true;
  }

  /**
   * Decides how the machines are read, when all are there.
   *
   * @param canList whether Azure can be asked for lists
   * @param traffic what earlier lists of a group cost
   */
  void arrange(boolean canList, Function<ReadStep.Listed, GroupTraffic> traffic, Instant now) {
    for (MachinePlace place : machines.keySet()) {
      Optional<MachineGroup> group = canList ? MachineGroup.of(place.resource()) : Optional.empty();
      group.ifPresentOrElse(
          it ->
              listed
                  .computeIfAbsent(
                      new ReadStep.Listed(place.tenant(), it), key -> new ArrayList<>())
                  .add(place),
          () -> singles.add(place));
    }
    listed.forEach(
        (step, places) -> {
          if (traffic.apply(step).wayOf(places.size(), now) == GroupTraffic.Way.BY_LIST) {
            lists.add(step);
          } else {
            singles.addAll(places);
          }
        });
  }

  /** Takes what is to be read next; empty when nothing is, or nothing yet. */
  Optional<ReadStep> next(Instant now) {
    Repeat repeat = repeats.peek();
    if (repeat != null && !now.isBefore(repeat.due())) {
      return Optional.of(new ReadStep.Single(repeats.remove().place()));
    }
    if (!lists.isEmpty()) {
      return Optional.of(lists.remove());
    }
    return singles.isEmpty()
        ? Optional.empty()
        : Optional.of(new ReadStep.Single(singles.remove()));
  }

  /** Puts a question back that was not asked. */
  void putBack(ReadStep step) {
    if (step instanceof ReadStep.Listed list) {
      lists.addFirst(list);
    } else if (step instanceof ReadStep.Single single) {
      singles.addFirst(single.place());
    }
  }

  /** Whether nothing is left to be read, now or later. */
  boolean isRead() {
    return repeats.isEmpty() && lists.isEmpty() && singles.isEmpty();
  }

  /**
   * Takes note of the answer for one machine.
   *
   * @param begun when it was asked for
   */
  void take(ReadStep.Single step, DirectoryAnswer answer, Instant begun) {
    if (answer instanceof DirectoryAnswer.Throttled
        && counted(throttled, step.place()) < MOST_THROTTLED) {
      singles.addLast(step.place());
      return;
    }
    boolean usable =
        answer instanceof DirectoryAnswer.Found || answer instanceof DirectoryAnswer.Absent;
    if (!usable) {
      unanswered++;
    }
    for (Watched one : holders(step.place())) {
      see(one, sighting(one.holder, answer), begun);
    }
    readAgain(step.place());
  }

  /**
   * Takes note of a list: machines that it tells to be well are read. The others are read by
   * themselves, because a list may leave out what it cannot tell.
   */
  void take(ReadStep.Listed step, MachineList list, Instant begun) {
    for (MachinePlace place : listed.getOrDefault(step, List.of())) {
      Optional<ResourceFacts> facts = list.find(place.resource());
      List<Watched> holders = holders(place);
      if (facts.isPresent()
          && holders.stream()
              .allMatch(one -> sighting(one.holder, facts.get()) == Sighting.PRESENT)) {
        holders.forEach(one -> see(one, Sighting.PRESENT, begun));
      } else {
        singles.add(place);
      }
    }
  }

  private static int counted(Map<MachinePlace, Integer> times, MachinePlace place) {
    int count = times.getOrDefault(place, 0) + 1;
    times.put(place, count);
    return count;
  }

  private List<Watched> holders(MachinePlace place) {
    return machines.getOrDefault(place, List.of());
  }

  private void see(Watched one, Sighting sighting, Instant begun) {
    boolean before = one.watch.gone().isPresent();
    one.watch = one.watch.seen(sighting, begun);
    gone += (one.watch.gone().isPresent() ? 1 : 0) - (before ? 1 : 0);
  }

  private void readAgain(MachinePlace place) {
    Optional<Instant> due =
        holders(place).stream()
            .flatMap(one -> one.watch.dueAgain().stream())
            .max(Instant::compareTo);
    if (due.isPresent() && counted(attempts, place) <= MOST_REPEATS) {
      repeats.add(new Repeat(place, due.get()));
    }
  }

  private static Sighting sighting(TokenHolder holder, DirectoryAnswer answer) {
    if (answer instanceof DirectoryAnswer.Found found) {
      return sighting(holder, found.facts());
    }
    return answer instanceof DirectoryAnswer.Absent ? Sighting.ABSENT : Sighting.UNKNOWN;
  }

  private static Sighting sighting(TokenHolder holder, ResourceFacts facts) {
    return Sighting.of(facts, holder.principal(), holder.basis());
  }

  /** How many machines there are, each counted once for each of its identities. */
  int watched() {
    return watched;
  }

  /** How many reads had no usable answer. */
  int unanswered() {
    return unanswered;
  }

  /** How many machines are gone. */
  int goneCount() {
    return gone;
  }

  /** Those that are gone. */
  List<GoneHolder> gone() {
    return machines.values().stream()
        .flatMap(List::stream)
        .flatMap(one -> one.watch.gone().map(it -> new GoneHolder(one.holder, it)).stream())
        .toList();
  }
}
