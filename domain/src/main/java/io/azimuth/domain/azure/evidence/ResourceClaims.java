package io.azimuth.domain.azure.evidence;

import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.claim.ClaimSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A token's claims about the resource that requested it.
 *
 * <p>The claims are undocumented and may be absent for any token. A claim that is present but is no
 * valid id proves nothing and is listed as malformed.
 *
 * @param resource {@code xms_az_rid}, else {@code xms_mirid} when that is no user-assigned
 *     identity; an instance of a uniform scale set is replaced by the set
 * @param identity {@code xms_mirid} when that is a user-assigned identity
 * @param systemAssigned whether the token belongs to the resource's own identity, which only that
 *     resource has
 * @param malformed the names of the claims that cannot be read
 */
public record ResourceClaims(
    Optional<ResourceId> resource,
    Optional<ResourceId> identity,
    boolean systemAssigned,
    List<String> malformed) {

  private static final String ASKING_RESOURCE = "xms_az_rid";
  private static final String MANAGED_IDENTITY = "xms_mirid";

  public ResourceClaims {
    malformed = List.copyOf(malformed);
    if (systemAssigned && (resource.isEmpty() || identity.isPresent())) {
      throw new IllegalArgumentException("a system-assigned identity belongs to a resource");
    }
  }

  public static ResourceClaims of(ClaimSet claims) {
    List<String> malformed = new ArrayList<>();
    Optional<ResourceId> asking = read(claims, ASKING_RESOURCE, malformed);
    Optional<ResourceId> managed = read(claims, MANAGED_IDENTITY, malformed);
    Optional<ResourceId> identity = managed.filter(ResourceId::isUserAssignedIdentity);
    Optional<ResourceId> own = managed.filter(id -> !id.isUserAssignedIdentity());
    // If xms_az_rid cannot be read, the other claim must not be used in its place.
    Optional<ResourceId> resource = claims.has(ASKING_RESOURCE) ? asking : own;
    boolean systemAssigned = own.isPresent() && own.equals(resource);
    return new ResourceClaims(resource, identity, systemAssigned, malformed);
  }

  private static Optional<ResourceId> read(ClaimSet claims, String name, List<String> malformed) {
    if (!claims.has(name)) {
      return Optional.empty();
    }
    Optional<ResourceId> id = claims.text(name).flatMap(ResourceId::parse);
    if (id.isEmpty()) {
      malformed.add(name);
    }
    return id.map(i -> i.scaleSetOfInstance().orElse(i));
  }
}
