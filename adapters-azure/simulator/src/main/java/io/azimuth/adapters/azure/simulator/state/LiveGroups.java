package io.azimuth.adapters.azure.simulator.state;

import io.azimuth.adapters.azure.simulator.fleet.DirectoryMemberships;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The current groups of each principal: those of the fleet, unless steering changed them. */
public final class LiveGroups {

  private final LiveFleet fleet;
  private final Map<String, DirectoryMemberships> changed = new HashMap<>();

  public LiveGroups(LiveFleet fleet) {
    this.fleet = fleet;
  }

  /**
   * A principal of the directory.
   *
   * @param user whether it is a person
   * @param memberships what it is a member of
   */
  public record Entry(String tenantId, boolean user, DirectoryMemberships memberships) {}

  public LiveFleet fleet() {
    return fleet;
  }

  /** The principal of that object id in the tenant. */
  public Optional<Entry> find(String tenantId, String objectId) {
    return all(objectId).filter(it -> it.tenantId().equals(tenantId)).findFirst();
  }

  /** The caller with the security groups that it is in now. */
  public synchronized TokenSubject current(TokenSubject caller) {
    DirectoryMemberships other = changed.get(caller.objectId());
    return other == null ? caller : caller.inGroups(other.security());
  }

  /**
   * Changes what a principal is a member of.
   *
   * @throws IllegalArgumentException when there is no such principal
   */
  public void change(String objectId, DirectoryMemberships memberships) {
    if (all(objectId).findFirst().isEmpty()) {
      throw new IllegalArgumentException("no such principal in the fleet: " + objectId);
    }
    synchronized (this) {
      changed.put(objectId, memberships);
    }
  }

  /** As it was at the start. */
  public synchronized void restore() {
    changed.clear();
  }

  private Stream<Entry> all(String objectId) {
    SimulatorFleet now = fleet.now();
    Stream<Entry> applications =
        now.applications().stream()
            .filter(it -> it.principalId().equals(objectId))
            .map(it -> entry(objectId, it.tenantId(), false, it.groups()));
    Stream<Entry> users =
        now.users().stream()
            .filter(it -> it.objectId().equals(objectId))
            .map(it -> entry(objectId, it.tenantId(), true, it.groups()));
    Stream<Entry> agents =
        now.agents().stream()
            .filter(it -> it.id().equals(objectId))
            .map(it -> entry(objectId, it.tenantId(), false, List.of()));
    return Stream.of(applications, users, agents, ofMachines(now, objectId), lent(now, objectId))
        .flatMap(it -> it);
  }

  private Stream<Entry> ofMachines(SimulatorFleet now, String objectId) {
    return now.machines().stream()
        .flatMap(
            machine ->
                machine
                    .identities()
                    .all()
                    .filter(it -> it.principalId().equals(objectId))
                    .map(it -> entry(objectId, machine.tenantId(), false, it.groups())));
  }

  /** An identity that no machine has any more belongs to the first tenant. */
  private Stream<Entry> lent(SimulatorFleet now, String objectId) {
    return fleet.catalog().userAssigned().stream()
        .filter(it -> it.principalId().equals(objectId))
        .map(it -> entry(objectId, now.tenants().get(0).id(), false, it.groups()));
  }

  private synchronized Entry entry(
      String objectId, String tenantId, boolean user, List<String> groups) {
    return new Entry(
        tenantId, user, changed.getOrDefault(objectId, DirectoryMemberships.of(groups)));
  }
}
