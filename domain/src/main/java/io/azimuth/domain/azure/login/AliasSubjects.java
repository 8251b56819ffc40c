package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceClaims;
import io.azimuth.domain.azure.id.ResourceId;
import java.util.Optional;

/**
 * The resources that may give a login's alias its name or its metadata.
 *
 * @param resource the proved resource
 * @param scaleSet the scale set that it is or belongs to, when that is proved too
 * @param own the resource that the principal belongs to: the resource of a system-assigned
 *     identity, or a user-assigned identity, which may be assigned to many machines
 */
record AliasSubjects(
    Optional<ResourceId> resource, Optional<ResourceId> scaleSet, Optional<ResourceId> own) {

  /**
   * The subjects for a role that binds no resource. Azure is not asked, so only claims of a token
   * for a first-party audience count: no owner in the tenant can shape these.
   */
  static AliasSubjects claimed(ResourceClaims claims, AudienceKind audience) {
    Optional<ResourceId> resource =
        audience == AudienceKind.FIRST_PARTY && claims.malformed().isEmpty()
            ? claims.resource().or(claims::identity)
            : Optional.empty();
    return new AliasSubjects(resource, resource.filter(ResourceId::isScaleSet), ownBy(claims));
  }

  /** The subjects for a login whose resource is proved, and its scale set if there is one. */
  static AliasSubjects proved(
      LoginResource resource, Optional<ResourceId> scaleSet, ResourceClaims claims) {
    Optional<ResourceId> id = Optional.of(resource.id());
    // A resource that only the request names is proved only by its own system-assigned identity.
    boolean merelyNamed = resource.basis() == LoginResource.Basis.REQUEST;
    return new AliasSubjects(id, scaleSet, merelyNamed ? id : ownBy(claims));
  }

  private static Optional<ResourceId> ownBy(ResourceClaims claims) {
    return claims.systemAssigned() ? claims.resource() : claims.identity();
  }
}
