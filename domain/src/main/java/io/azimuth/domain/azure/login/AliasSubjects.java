package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceClaims;
import io.azimuth.domain.azure.id.ResourceId;
import java.util.Optional;

/**
 * The resources that a login's alias may be named after or tell of.
 *
 * @param resource the proved resource
 * @param scaleSet the scale set that it is or belongs to, when that is proved too
 * @param own what the principal itself is: the resource of a system-assigned identity, or a
 *     user-assigned identity, which may sit on many machines
 */
record AliasSubjects(
    Optional<ResourceId> resource, Optional<ResourceId> scaleSet, Optional<ResourceId> own) {

  /**
   * Of a role that binds no resource: Azure is not asked, so only the claims of a token that nobody
   * in the tenant can shape prove one.
   */
  static AliasSubjects claimed(ResourceClaims claims, AudienceKind audience) {
    Optional<ResourceId> resource =
        audience == AudienceKind.FIRST_PARTY && claims.malformed().isEmpty()
            ? claims.resource().or(claims::identity)
            : Optional.empty();
    return new AliasSubjects(resource, resource.filter(ResourceId::isScaleSet), ownBy(claims));
  }

  /** Of a login whose resource is proved, and its scale set if there is one. */
  static AliasSubjects proved(
      LoginResource resource, Optional<ResourceId> scaleSet, ResourceClaims claims) {
    Optional<ResourceId> id = Optional.of(resource.id());
    // Only the resource's own identity can prove what a request alone names.
    boolean merelyNamed = resource.basis() == LoginResource.Basis.REQUEST;
    return new AliasSubjects(id, scaleSet, merelyNamed ? id : ownBy(claims));
  }

  private static Optional<ResourceId> ownBy(ResourceClaims claims) {
    return claims.systemAssigned() ? claims.resource() : claims.identity();
  }
}
