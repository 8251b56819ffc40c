package io.azimuth.azure.watch;

import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.fleet.GroupTraffic;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.watch.Census;
import io.azimuth.domain.azure.watch.Sighting;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is to be read next in one round. A machine that a list does not show as present is read by
 * itself, and again a minute later when it seems gone. Safe for use by many threads.
 */
final class RoundPlan {

  /** How often a machine that seems gone is read again when nothing usable is answered. */
  private static final int MOST_REPEATS = 3;

  /** How often a machine is asked for when Azure throttles; others come before it each time. */
  static final int MOST_THROTTLED = 3;

  private final WatchedMachines machines;
  private final Map<ReadStep.Listed, List<MachinePlace>> listed = new HashMap<>();
  private final Deque<ReadStep.Listed> lists = new ArrayDeque<>();
  private final Deque<MachinePlace> singles = new ArrayDeque<>();
  private final Deque<Repeat> repeats = new ArrayDeque<>(); // the earliest first
  private final Map<MachinePlace, Integer> attempts = new HashMap<>();
  private final Map<MachinePlace, Integer> throttled = new HashMap<>();

  /** A machine that seems gone, and when it is read again. */
  private record Repeat(MachinePlace place, Instant due) {}

  /** No machine, and room for so many. */
  RoundPlan(int room) {
    this.machines = new WatchedMachines(room);
  }

  /**
   * Adds a holder of a token, once.
   *
   * @return whether it is there now; false when there is no room for another one
   */
  synchronized boolean add(TokenHolder holder) {
    return machines.add(holder);
  }

  /**
   * Decides how the machines are read, when all are there.
   *
   * @param canList whether Azure can be asked for lists
   * @param traffic what earlier lists of a group cost
   */
  synchronized void arrange(
      boolean canList, Function<ReadStep.Listed, GroupTraffic> traffic, Instant now) {
    for (MachinePlace place : machines.places()) {
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
  synchronized Optional<ReadStep> next(Instant now) {
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
  synchronized void putBack(ReadStep step) {
    if (step instanceof ReadStep.Listed list) {
      lists.addFirst(list);
    } else if (step instanceof ReadStep.Single single) {
      singles.addFirst(single.place());
    }
  }

  /** Whether nothing is left to be read, now or later. */
  synchronized boolean isRead() {
    return repeats.isEmpty() && lists.isEmpty() && singles.isEmpty();
  }

  /**
   * Takes note of the answer for one machine.
   *
   * @param asked when it was asked for
   * @param answered when the answer came
   */
  synchronized void take(
      ReadStep.Single step, DirectoryAnswer answer, Instant asked, Instant answered) {
    MachinePlace place = step.place();
    if (answer instanceof DirectoryAnswer.Throttled && counted(throttled, place) < MOST_THROTTLED) {
      singles.addLast(place);
      return;
    }
    machines.see(place, holder -> holder.seenIn(answer), asked, answered);
    machines
        .dueAgain(place)
        .filter(due -> counted(attempts, place) <= MOST_REPEATS)
        .ifPresent(due -> repeats.add(new Repeat(place, due)));
  }

  /**
   * Takes note of a list: machines that it shows as present are read. The others are read by
   * themselves, because a list may leave machines out.
   */
  synchronized void take(ReadStep.Listed step, MachineList list, Instant asked, Instant answered) {
    for (MachinePlace place : listed.getOrDefault(step, List.of())) {
      if (list.find(place.resource()).filter(it -> machines.isWell(place, it)).isPresent()) {
        machines.see(place, holder -> Sighting.PRESENT, asked, answered);
      } else {
        singles.add(place);
      }
    }
  }

  private static int counted(Map<MachinePlace, Integer> times, MachinePlace place) {
    return times.merge(place, 1, Integer::sum);
  }

  /** How the machines are. */
  synchronized Census census() {
    return machines.census();
  }

  synchronized List<GoneHolder> gone() {
    return machines.gone();
  }
}
