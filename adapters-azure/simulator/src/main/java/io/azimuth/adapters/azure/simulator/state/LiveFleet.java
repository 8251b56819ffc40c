package io.azimuth.adapters.azure.simulator.state;

import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.fleet.SeededResource;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The fleet as it is now: machines lose and gain identities, resources move and vanish. */
public final class LiveFleet {

  private final SimulatorFleet original;
  private State state;

  private record State(SimulatorFleet fleet, Set<String> deleted, ResourceCatalog catalog) {}

  public LiveFleet(SimulatorFleet original) {
    this.original = original;
    this.state = fresh(original);
  }

  public synchronized SimulatorFleet now() {
    return state.fleet();
  }

  /** What Resource Manager has of it. */
  public synchronized ResourceCatalog catalog() {
    return state.catalog();
  }

  /** As it was at the start. */
  public synchronized void restore() {
    state = fresh(original);
  }

  /** Replaces machines; identities that no machine has any more stay where they are. */
  synchronized void change(UnaryOperator<SeededMachine> change) {
    List<SeededMachine> machines = state.fleet().machines().stream().map(change).toList();
    put(state.fleet().withOnly(machines), state.deleted(), state.catalog().userAssigned());
  }

  /** Moves the resource of that key to another location. */
  public synchronized void move(String key, String location) {
    alter(key, it -> it.in(location));
  }

  /** Gives the resource of that key these tags and no others. */
  public synchronized void tag(String key, Map<String, String> tags) {
    alter(key, it -> it.tagged(tags));
  }

  private void alter(String key, UnaryOperator<SeededResource> change) {
    UnaryOperator<SeededResource> changed =
        resource -> resource.key().equals(key) ? change.apply(resource) : resource;
    List<SeededMachine> machines =
        state.fleet().machines().stream().map(machine -> machine.at(changed)).toList();
    List<SeededIdentity> identities =
        state.catalog().userAssigned().stream().map(identity -> identity.at(changed)).toList();
    put(state.fleet().withOnly(machines), state.deleted(), identities);
  }

  /** Takes the resource of that key out of Resource Manager, and out of nothing else. */
  public synchronized void delete(String key) {
    Set<String> deleted = new HashSet<>(state.deleted());
    deleted.add(key);
    put(state.fleet(), deleted, state.catalog().userAssigned());
  }

  private void put(SimulatorFleet fleet, Set<String> deleted, List<SeededIdentity> identities) {
    state = new State(fleet, deleted, ResourceCatalog.of(fleet, identities, deleted));
  }

  private static State fresh(SimulatorFleet fleet) {
    Set<SeededIdentity> identities = new LinkedHashSet<>();
    fleet.machines().forEach(it -> identities.addAll(it.identities().userAssigned()));
    ResourceCatalog catalog = ResourceCatalog.of(fleet, List.copyOf(identities), Set.of());
    return new State(fleet, Set.of(), catalog);
  }
}
