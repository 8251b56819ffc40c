package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceClaims;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.check.CheckLog;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.role.ResourceProof;
import java.util.Optional;

/**
 * Chooses the resource of a login: the one that the token claims, else the one that the request
 * names.
 */
final class ResourceChoice {

  private final ResourceProof proof;
  private final AudienceKind audience;
  private final CheckLog log;

  private ResourceChoice(ResourceProof proof, AudienceKind audience, CheckLog log) {
    this.proof = proof;
    this.audience = audience;
    this.log = log;
  }

  /** The resource; when it is empty, a denial has been added to the log. */
  static Optional<LoginResource> choose(
      ResourceProof proof,
      AudienceKind audience,
      ResourceClaims claims,
      LoginRequest request,
      CheckLog log) {
    ResourceChoice choice = new ResourceChoice(proof, audience, log);
    if (!claims.malformed().isEmpty()) {
      return choice.refuse(
          DenialReason.RESOURCE_CLAIM_MALFORMED,
          "the id of a resource",
          String.join(", ", claims.malformed()));
    }
    if (claims.resource().isPresent()) {
      return choice.claimed(claims.resource().get(), LoginResource.Basis.RESOURCE_CLAIM);
    }
    return claims.identity().isPresent()
        ? choice.claimed(claims.identity().get(), LoginResource.Basis.IDENTITY_CLAIM)
        : choice.named(request);
  }

  /**
   * The owner of an application of the tenant may influence the claims of its tokens, so these
   * prove less than those of tokens for a service of Microsoft.
   */
  private Optional<LoginResource> claimed(ResourceId id, LoginResource.Basis basis) {
    return proof == ResourceProof.CLAIMS && audience != AudienceKind.FIRST_PARTY
        ? refuse(
            DenialReason.RESOURCE_UNPROVED,
            "claims of a token for a first-party audience",
            id.text())
        : accept(new LoginResource(id, basis));
  }

  private Optional<LoginResource> named(LoginRequest request) {
    if (!request.namesResource()) {
      return refuse(
          DenialReason.RESOURCE_CLAIMS_MISSING,
          "claim xms_az_rid or xms_mirid, or the name of a resource",
          "");
    }
    Optional<ResourceId> id = request.namedResource();
    if (id.isEmpty()) {
      return refuse(
          DenialReason.RESOURCE_NAMES_MISSING, "subscription_id and resource_group_name", "");
    }
    return proof == ResourceProof.CLAIMS
        ? refuse(DenialReason.RESOURCE_UNPROVED, "claim xms_az_rid or xms_mirid", id.get().text())
        : accept(new LoginResource(id.get(), LoginResource.Basis.REQUEST));
  }

  private Optional<LoginResource> accept(LoginResource resource) {
    log.passed(CheckName.RESOURCE, "", resource.id().text());
    return Optional.of(resource);
  }

  private Optional<LoginResource> refuse(DenialReason reason, String expected, String actual) {
    log.failed(CheckName.RESOURCE, reason, expected, actual);
    return Optional.empty();
  }
}
