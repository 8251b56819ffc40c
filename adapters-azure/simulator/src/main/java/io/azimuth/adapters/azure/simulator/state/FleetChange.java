package io.azimuth.adapters.azure.simulator.state;

import io.azimuth.adapters.azure.simulator.fleet.MachineIdentities;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes which identities machines have; all instances of a uniform set change together. */
public final class FleetChange {

  private final LiveFleet fleet;

  public FleetChange(LiveFleet fleet) {
    this.fleet = fleet;
  }

  public void attach(String machine, String identity) {
    SeededIdentity lent = userAssigned(identity);
    change(
        machine,
        it -> {
          List<SeededIdentity> more = new ArrayList<>(it.userAssigned());
          if (!more.contains(lent)) {
            more.add(lent);
          }
          return new MachineIdentities(it.systemAssigned(), more);
        });
  }

  public void detach(String machine, String identity) {
    SeededIdentity lent = userAssigned(identity);
    change(
        machine,
        it ->
            new MachineIdentities(
                it.systemAssigned(),
                it.userAssigned().stream().filter(each -> !each.equals(lent)).toList()));
  }

  public void attachSystem(String machine, SeededIdentity own) {
    change(machine, it -> new MachineIdentities(Optional.of(own), it.userAssigned()));
  }

  public void detachSystem(String machine) {
    change(machine, it -> new MachineIdentities(Optional.empty(), it.userAssigned()));
  }

  private void change(String machine, UnaryOperator<MachineIdentities> change) {
    String key =
        fleet
            .now()
            .machine(machine)
            .map(it -> it.resource().key())
            .orElseThrow(
                () -> new IllegalArgumentException("no such machine in the fleet: " + machine));
    fleet.change(
        it -> it.resource().key().equals(key) ? it.with(change.apply(it.identities())) : it);
  }

  private SeededIdentity userAssigned(String name) {
    return fleet.catalog().userAssigned().stream()
        .filter(it -> it.resource().filter(own -> own.name().equals(name)).isPresent())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such identity in the fleet: " + name));
  }
}
