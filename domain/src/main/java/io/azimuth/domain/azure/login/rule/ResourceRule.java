package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceClaims;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import java.util.Optional;

/**
 * The login has a resource: the one that the token claims, else the one that the request names.
 * Open for a role that binds no resource.
 */
final class ResourceRule extends LoginRule {

  ResourceRule() {
    super(CheckName.RESOURCE);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    ResourceClaims claims = login.claims().resourceClaims();
    if (!login.bindsResource()) {
      return RuleOutcome.OPEN;
    }
    if (!claims.malformed().isEmpty()) {
      return failed(
          DenialReason.RESOURCE_CLAIM_MALFORMED,
          "the id of a resource",
          String.join(", ", claims.malformed()));
    }
    if (claims.resource().isPresent()) {
      return claimed(login, claims.resource().get(), LoginResource.Basis.RESOURCE_CLAIM);
    }
    return claims.identity().isPresent()
        ? claimed(login, claims.identity().get(), LoginResource.Basis.IDENTITY_CLAIM)
        : named(login);
  }

  /**
   * The owner of an application of the tenant may influence the claims of its tokens, so these
   * prove less than those of tokens for a service of Microsoft.
   */
  private RuleOutcome claimed(LoginContext login, ResourceId id, LoginResource.Basis basis) {
    return !login.asksAzure() && login.audience() != AudienceKind.FIRST_PARTY
        ? failed(
            DenialReason.RESOURCE_UNPROVED,
            "claims of a token for a first-party audience",
            id.text())
        : chosen(id, basis);
  }

  private RuleOutcome named(LoginContext login) {
    if (!login.request().namesResource()) {
      return failed(
          DenialReason.RESOURCE_CLAIMS_MISSING,
          "claim xms_az_rid or xms_mirid, or the name of a resource",
          "");
    }
    Optional<ResourceId> id = login.request().namedResource();
    if (id.isEmpty()) {
      return failed(
          DenialReason.RESOURCE_NAMES_MISSING, "subscription_id and resource_group_name", "");
    }
    return login.asksAzure()
        ? chosen(id.get(), LoginResource.Basis.REQUEST)
        : failed(DenialReason.RESOURCE_UNPROVED, "claim xms_az_rid or xms_mirid", id.get().text());
  }

  private RuleOutcome chosen(ResourceId id, LoginResource.Basis basis) {
    return passed("", id.text()).proving(new LoginResource(id, basis));
  }
}
