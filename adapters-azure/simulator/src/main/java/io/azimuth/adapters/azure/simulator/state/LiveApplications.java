package io.azimuth.adapters.azure.simulator.state;

import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The application objects of all tenants as they are now. */
public final class LiveApplications {

  private final SimulatorFleet fleet;
  private final Instant start;
  private final Map<String, LiveApplication> byObjectId = new LinkedHashMap<>();

  public LiveApplications(SimulatorFleet fleet, Instant start) {
    this.fleet = fleet;
    this.start = start;
    restore();
  }

  /** Those of that application id in the tenant: mostly none or one. */
  public synchronized List<LiveApplication> ofClient(String tenantId, String clientId) {
    return byObjectId.values().stream()
        .filter(it -> it.tenantId().equals(tenantId) && it.clientId().equals(clientId))
        .toList();
  }

  public synchronized List<LiveApplication> ofTenant(String tenantId) {
    return byObjectId.values().stream().filter(it -> it.tenantId().equals(tenantId)).toList();
  }

  public synchronized Optional<LiveApplication> ofObject(String objectId) {
    return Optional.ofNullable(byObjectId.get(objectId));
  }

  /**
   * The first object of the application of that name in the fleet.
   *
   * @throws IllegalArgumentException when there is none
   */
  public synchronized LiveApplication named(String name) {
    return byObjectId.values().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no such application in the fleet: " + name));
  }

  public synchronized void add(LiveApplication registration) {
    byObjectId.put(registration.objectId(), registration);
  }

  public synchronized void change(String objectId, UnaryOperator<LiveApplication> change) {
    byObjectId.computeIfPresent(objectId, (id, it) -> change.apply(it));
  }

  synchronized List<LiveApplication> all() {
    return new ArrayList<>(byObjectId.values());
  }

  /** As it was at the start. */
  public synchronized void restore() {
    byObjectId.clear();
    fleet.applications().forEach(it -> add(LiveApplication.of(it, start)));
  }
}
