package io.azimuth.domain.azure.evidence;

import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.VmId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What Azure Resource Manager returns for one resource.
 *
 * @param id of the resource, as Azure returns it; equal to the id that was asked for
 * @param location its location, if Azure returns one
 * @param systemAssigned the principal of its system-assigned identity; when the resource is a
 *     user-assigned identity itself, its principal is in {@code userAssigned}
 * @param userAssigned the principals of its user-assigned identities; empty ids are left out
 * @param scaleSet the scale set that a virtual machine belongs to
 * @param tags its tags; of a user-assigned identity, those of the identity
 * @param vmId the id of a virtual machine that stays the same for its whole life
 */
public record ResourceFacts(
    ResourceId id,
    Optional<Location> location,
    Optional<PrincipalId> systemAssigned,
    Set<PrincipalId> userAssigned,
    Optional<ResourceId> scaleSet,
    ResourceTags tags,
    Optional<VmId> vmId) {

  public ResourceFacts {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(systemAssigned, "systemAssigned");
    userAssigned = Set.copyOf(userAssigned);
    Objects.requireNonNull(scaleSet, "scaleSet");
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(vmId, "vmId");
  }

  /** The facts of a resource that is no virtual machine, or whose {@code vmId} is not known. */
  public ResourceFacts(
      ResourceId id,
      Optional<Location> location,
      Optional<PrincipalId> systemAssigned,
      Set<PrincipalId> userAssigned,
      Optional<ResourceId> scaleSet,
      ResourceTags tags) {
    this(id, location, systemAssigned, userAssigned, scaleSet, tags, Optional.empty());
  }

  /** The facts of a resource without tags. */
  public ResourceFacts(
      ResourceId id,
      Optional<Location> location,
      Optional<PrincipalId> systemAssigned,
      Set<PrincipalId> userAssigned,
      Optional<ResourceId> scaleSet) {
    this(id, location, systemAssigned, userAssigned, scaleSet, ResourceTags.NONE);
  }

  /** The same facts with these tags. */
  public ResourceFacts withTags(ResourceTags other) {
    return new ResourceFacts(id, location, systemAssigned, userAssigned, scaleSet, other, vmId);
  }

  /** The same facts with other user-assigned identities. */
  public ResourceFacts withUserAssigned(Set<PrincipalId> principals) {
    return new ResourceFacts(id, location, systemAssigned, principals, scaleSet, tags, vmId);
  }

  /** The same facts of the machine with that id. */
  public ResourceFacts withVmId(VmId machine) {
    return new ResourceFacts(
        id, location, systemAssigned, userAssigned, scaleSet, tags, Optional.of(machine));
  }

  /**
   * Whether the principal proves the resource: one that only the request names is proved by its
   * system-assigned identity, which no other resource can have; any other by each of its
   * identities.
   */
  public boolean proves(PrincipalId principal, LoginResource.Basis basis) {
    return basis == LoginResource.Basis.REQUEST
        ? systemAssigned.filter(principal::equals).isPresent()
        : has(principal);
  }

  /** Whether the principal is one of the resource's identities. */
  public boolean has(PrincipalId principal) {
    return systemAssigned.filter(principal::equals).isPresent() || userAssigned.contains(principal);
  }
}
