package io.azimuth.domain.azure.evidence;

import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What Azure Resource Manager says of one resource.
 *
 * @param id of the resource, as Azure gives it; equal to the one that was asked for
 * @param location where it is, if Azure says so
 * @param systemAssigned the principal of its system-assigned identity; of a user-assigned identity
 *     that was asked for itself, its own principal is in {@code userAssigned}
 * @param userAssigned the principals of its user-assigned identities; empty ids are left out
 * @param scaleSet the scale set that a virtual machine belongs to
 */
public record ResourceFacts(
    ResourceId id,
    Optional<Location> location,
    Optional<PrincipalId> systemAssigned,
    Set<PrincipalId> userAssigned,
    Optional<ResourceId> scaleSet) {

  public ResourceFacts {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(systemAssigned, "systemAssigned");
    userAssigned = Set.copyOf(userAssigned);
    Objects.requireNonNull(scaleSet, "scaleSet");
  }

  /** Whether the principal is one of the resource's identities. */
  public boolean has(PrincipalId principal) {
    return systemAssigned.filter(principal::equals).isPresent() || userAssigned.contains(principal);
  }
}
