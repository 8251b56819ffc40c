package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.fleet.SeededApplication;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import java.util.Optional;

/** Finds the client id of what a test names. */
public final class ClientNames {

  private final LiveFleet fleet;

  public ClientNames(LiveFleet fleet) {
    this.fleet = fleet;
  }

  /**
   * The client id of an application or user-assigned identity.
   *
   * @param name its name in the fleet, or the client id itself
   * @throws IllegalArgumentException when there is none
   */
  String clientId(String name) {
    return application(name)
        .or(() -> identity(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no such application or user-assigned identity in the fleet: " + name));
  }

  private Optional<String> application(String name) {
    return fleet.now().applications().stream()
        .filter(it -> it.name().equals(name) || it.clientId().equals(name))
        .map(SeededApplication::clientId)
        .findFirst();
  }

  private Optional<String> identity(String name) {
    return fleet.catalog().userAssigned().stream()
        .filter(
            it ->
                it.clientId().equals(name)
                    || it.resource().filter(own -> own.name().equals(name)).isPresent())
        .map(SeededIdentity::clientId)
        .findFirst();
  }
}
