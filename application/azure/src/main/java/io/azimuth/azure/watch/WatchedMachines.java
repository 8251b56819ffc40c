package io.azimuth.azure.watch;

import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.watch.MachineCounts;
import io.azimuth.domain.azure.watch.MachineObservation;
import io.azimuth.domain.azure.watch.MachineState;
import io.azimuth.domain.azure.watch.ResourceWatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The holders of tokens of one round, and what is known of each. For use by one thread. */
final class WatchedMachines {

  private final int room;
  private final Map<TenantResource, List<Watched>> machines = new LinkedHashMap<>();
  private int holders;

  private static final class Watched {

    private final TokenHolder holder;
    private ResourceWatch watch = ResourceWatch.UNTOLD;

    Watched(TokenHolder holder) {
      this.holder = holder;
    }
  }

  /** No holder yet, and room for so many. */
  WatchedMachines(int room) {
    this.room = room;
  }

  /**
   * Adds a holder of a token, once.
   *
   * @return whether it is there now; false when there is no room for another one
   */
  boolean add(TokenHolder holder) {
    if (at(holder.machine()).stream().anyMatch(one -> one.holder.equals(holder))) {
      return true;
    }
    if (holders == room) {
      return false;
    }
    machines.computeIfAbsent(holder.machine(), key -> new ArrayList<>(1)).add(new Watched(holder));
    holders++;
    return true;
  }

  Set<TenantResource> places() {
    return machines.keySet();
  }

  /** Takes note of an answer for one machine. */
  void see(
      TenantResource machine,
      Function<TokenHolder, MachineObservation> answer,
      Instant asked,
      Instant answered) {
    for (Watched one : at(machine)) {
      one.watch = one.watch.seen(answer.apply(one.holder), asked, answered);
    }
  }

  /** Whether the facts show the machine with all its holders. */
  boolean isWell(TenantResource machine, ResourceFacts facts) {
    return at(machine).stream()
        .allMatch(one -> one.holder.seenIn(facts) == MachineObservation.PRESENT);
  }

  /** When another answer for the machine decides; empty when there is nothing to decide. */
  Optional<Instant> dueAgain(TenantResource machine) {
    return at(machine).stream()
        .flatMap(one -> one.watch.dueAgain().stream())
        .max(Instant::compareTo);
  }

  /** How the machines are; each counts as its holder that fares worst. */
  MachineCounts counts() {
    return MachineCounts.of(machines.values().stream().map(WatchedMachines::state).toList());
  }

  private static MachineState state(List<Watched> holders) {
    return holders.stream()
        .map(one -> one.watch.state())
        .max(MachineState::compareTo)
        .orElse(MachineState.UNANSWERED);
  }

  List<GoneHolder> gone() {
    return machines.values().stream()
        .flatMap(List::stream)
        .flatMap(one -> one.watch.gone().map(it -> new GoneHolder(one.holder, it)).stream())
        .toList();
  }

  private List<Watched> at(TenantResource machine) {
    return machines.getOrDefault(machine, List.of());
  }
}
