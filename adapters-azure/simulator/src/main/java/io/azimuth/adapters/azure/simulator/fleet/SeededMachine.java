package io.azimuth.adapters.azure.simulator.fleet;

import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One workload of the fleet.
 *
 * @param name how requests to the simulator name it; mostly also Azure's name
 * @param kind what it runs on
 * @param resource the resource that its tokens name; for an instance of a uniform set, the set
 * @param vmId the GUID in its instance document
 * @param identities what it can get tokens for
 */
public record SeededMachine(
    String name,
    MachineKind kind,
    String tenantId,
    SeededResource resource,
    Optional<SeededResource> scaleSet,
    String vmId,
    MachineIdentities identities) {

  public SeededMachine {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Guids.require(tenantId, "tenant id");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(scaleSet, "scaleSet");
    Guids.require(vmId, "VM id");
    Objects.requireNonNull(identities, "identities");
    if (kind == MachineKind.SCALE_SET_INSTANCE && !scaleSet.equals(Optional.of(resource))) {
      throw new IllegalArgumentException("tokens of a uniform instance name its scale set");
    }
  }

  /** What Azure calls it; {@link #name} distinguishes machines of one name. */
  public String azureName() {
    return kind == MachineKind.SCALE_SET_INSTANCE ? name : resource.name();
  }

  public SeededMachine with(MachineIdentities others) {
    return new SeededMachine(name, kind, tenantId, resource, scaleSet, vmId, others);
  }

  public SeededMachine at(UnaryOperator<SeededResource> place) {
    return new SeededMachine(
        name,
        kind,
        tenantId,
        place.apply(resource),
        scaleSet.map(place),
        vmId,
        new MachineIdentities(
            identities.systemAssigned(),
            identities.userAssigned().stream().map(it -> it.at(place)).toList()));
  }

  /** The id that the instance document gives; a uniform instance has one below its set's. */
  public String instanceId() {
    if (kind != MachineKind.SCALE_SET_INSTANCE) {
      return resource.armId();
    }
    return resource.armId() + "/virtualMachines/" + name.substring(name.lastIndexOf('_') + 1);
  }
}
