package io.azimuth.azure.watch;

import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.fleet.GroupTraffic;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.watch.MachineCounts;
import io.azimuth.domain.azure.watch.MachineObservation;
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
  private final Map<ReadStep.Listed, List<TenantResource>> listed = new HashMap<>();
  private final Deque<ReadStep.Listed> lists = new ArrayDeque<>();
  private final Deque<TenantResource> singles = new ArrayDeque<>();
  private final Deque<Repeat> repeats = new ArrayDeque<>(); // the earliest first
  private final Map<TenantResource, Integer> attempts = new HashMap<>();
  private final Map<TenantResource, Integer> throttled = new HashMap<>();

  /** A machine that seems gone, and when it is read again. */
  private record Repeat(TenantResource machine, Instant due) {}

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
    for (TenantResource machine : machines.places()) {
      Optional<MachineGroup> group =
          canList ? MachineGroup.of(machine.resource()) : Optional.empty();
      group.ifPresentOrElse(
          it ->
              listed
                  .computeIfAbsent(
                      new ReadStep.Listed(machine.tenant(), it), key -> new ArrayList<>())
                  .add(machine),
          () -> singles.add(machine));
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
      return Optional.of(new ReadStep.Single(repeats.remove().machine()));
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
      singles.addFirst(single.machine());
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
    TenantResource machine = step.machine();
    if (answer instanceof DirectoryAnswer.Throttled
        && counted(throttled, machine) < MOST_THROTTLED) {
      singles.addLast(machine);
      return;
    }
    machines.see(machine, holder -> holder.seenIn(answer), asked, answered);
    machines
        .dueAgain(machine)
        .filter(due -> counted(attempts, machine) <= MOST_REPEATS)
        .ifPresent(due -> repeats.add(new Repeat(machine, due)));
  }

  /**
   * Takes note of a list: machines that it shows as present are read. The others are read by
   * themselves, because a list may leave machines out.
   */
  synchronized void take(ReadStep.Listed step, MachineList list, Instant asked, Instant answered) {
    for (TenantResource machine : listed.getOrDefault(step, List.of())) {
      if (list.find(machine.resource()).filter(it -> machines.isWell(machine, it)).isPresent()) {
        machines.see(machine, holder -> MachineObservation.PRESENT, asked, answered);
      } else {
        singles.add(machine);
      }
    }
  }

  private static int counted(Map<TenantResource, Integer> times, TenantResource machine) {
    return times.merge(machine, 1, Integer::sum);
  }

  /** How the machines are. */
  synchronized MachineCounts counts() {
    return machines.counts();
  }

  synchronized List<GoneHolder> gone() {
    return machines.gone();
  }
}
