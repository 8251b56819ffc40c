package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceClaims;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.text.AsciiCase;
import java.util.Optional;

/** The resource that the request names. */
final class NamedResourceRule extends NamedRule {

  NamedResourceRule() {
    super(CheckName.NAMED_RESOURCE, DenialReason.RESOURCE_ID_MISMATCH);
  }

  @Override
  Optional<String> sent(LoginRequest request) {
    return request.resourceOrItsSet().map(ResourceId::text);
  }

  @Override
  Optional<String> claimed(ResourceClaims claims) {
    return claims.resource().or(claims::identity).map(ResourceId::text);
  }

  @Override
  String nameOf(LoginResource resource) {
    return resource.id().text();
  }

  /** The id of the identity itself is confirmed; any other is of the node. */
  @Override
  RuleOutcome compare(String sent, LoginResource resource, LoginContext login) {
    if (resource.basis() != LoginResource.Basis.IDENTITY_CLAIM) {
      return compare(sent, resource);
    }
    String id = resource.id().text();
    return AsciiCase.equal(sent, id)
        ? passed(id, id)
        : dropped(login.request().resource().map(ResourceId::text).orElse(sent), OF_THE_NODE);
  }
}
