package io.azimuth.adapters.azure.simulator.state;

import io.azimuth.adapters.azure.simulator.fleet.MachineIdentities;
import io.azimuth.adapters.azure.simulator.fleet.ResourceTypes;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.fleet.SeededResource;
import java.util.Objects;
import java.util.Optional;

/**
 * A resource as Resource Manager has it.
 *
 * @param resource its id and location
 * @param tenantId the tenant of its subscription
 * @param identities the system-assigned and user-assigned ones; for an identity, the identity
 *     itself
 * @param scaleSet the flexible set that a virtual machine is in, the uniform one of an instance
 * @param vmId the GUID of a virtual machine or an instance
 * @param size how many instances a scale set has
 */
public record CatalogEntry(
    Kind kind,
    SeededResource resource,
    String tenantId,
    MachineIdentities identities,
    Optional<SeededResource> scaleSet,
    String vmId,
    int size) {

  /** What a resource is, which decides what its document looks like. */
  public enum Kind {
    VIRTUAL_MACHINE,
    UNIFORM_SET,
    UNIFORM_INSTANCE,
    FLEXIBLE_SET,
    USER_ASSIGNED_IDENTITY,
    OTHER
  }

  public CatalogEntry {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(tenantId, "tenantId");
    Objects.requireNonNull(identities, "identities");
    Objects.requireNonNull(scaleSet, "scaleSet");
    Objects.requireNonNull(vmId, "vmId");
  }

  static CatalogEntry of(
      Kind kind, SeededResource resource, SeededMachine machine, MachineIdentities identities) {
    Optional<SeededResource> set =
        kind == Kind.VIRTUAL_MACHINE ? machine.scaleSet() : Optional.empty();
    return new CatalogEntry(kind, resource, machine.tenantId(), identities, set, machine.vmId(), 1);
  }

  /** An instance of a uniform set, whose identities are those of the set. */
  static CatalogEntry ofInstance(SeededMachine machine) {
    SeededResource set = machine.resource();
    SeededResource instance =
        new SeededResource(
            set.subscriptionId(),
            set.resourceGroup(),
            ResourceTypes.SCALE_SET_INSTANCE,
            machine.name(),
            set.location(),
            set.tags());
    return new CatalogEntry(
        Kind.UNIFORM_INSTANCE,
        instance,
        machine.tenantId(),
        MachineIdentities.user(),
        machine.scaleSet(),
        machine.vmId(),
        1);
  }

  static CatalogEntry of(SeededIdentity identity, SeededResource resource, String tenantId) {
    return new CatalogEntry(
        Kind.USER_ASSIGNED_IDENTITY,
        resource,
        tenantId,
        MachineIdentities.user(identity),
        Optional.empty(),
        "",
        0);
  }

  /** The same set with the identities of one more instance, each once. */
  CatalogEntry grown(MachineIdentities others) {
    return new CatalogEntry(
        kind, resource, tenantId, identities.withAllOf(others), scaleSet, vmId, size + 1);
  }
}
