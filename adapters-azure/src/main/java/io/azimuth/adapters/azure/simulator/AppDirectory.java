package io.azimuth.adapters.azure.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The application objects of all tenants as they are now. */
final class AppDirectory {

  private final SimulatorFleet fleet;
  private final Instant start;
  private final Map<String, AppRegistration> byObjectId = new LinkedHashMap<>();

  AppDirectory(SimulatorFleet fleet, Instant start) {
    this.fleet = fleet;
    this.start = start;
    restore();
  }

  /** Those of that application id in the tenant: mostly none or one. */
  synchronized List<AppRegistration> ofClient(String tenantId, String clientId) {
    return byObjectId.values().stream()
        .filter(it -> it.tenantId().equals(tenantId) && it.clientId().equals(clientId))
        .toList();
  }

  synchronized List<AppRegistration> ofTenant(String tenantId) {
    return byObjectId.values().stream().filter(it -> it.tenantId().equals(tenantId)).toList();
  }

  synchronized Optional<AppRegistration> ofObject(String objectId) {
    return Optional.ofNullable(byObjectId.get(objectId));
  }

  /**
   * The first object of the application of that name in the fleet.
   *
   * @throws IllegalArgumentException when there is none
   */
  synchronized AppRegistration named(String name) {
    return byObjectId.values().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no such application in the fleet: " + name));
  }

  synchronized void add(AppRegistration registration) {
    byObjectId.put(registration.objectId(), registration);
  }

  synchronized void change(String objectId, UnaryOperator<AppRegistration> change) {
    byObjectId.computeIfPresent(objectId, (id, it) -> change.apply(it));
  }

  synchronized List<AppRegistration> all() {
    return new ArrayList<>(byObjectId.values());
  }

  /** As it was at the start. */
  synchronized void restore() {
    byObjectId.clear();
    fleet.applications().forEach(it -> add(AppRegistration.of(it, start)));
  }
}
