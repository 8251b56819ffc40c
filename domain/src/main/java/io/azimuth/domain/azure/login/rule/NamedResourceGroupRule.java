package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceClaims;
import io.azimuth.domain.azure.id.ResourceGroupName;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import java.util.Optional;

/** The resource group that the request names. */
final class NamedResourceGroupRule extends NamedRule {

  NamedResourceGroupRule() {
    super(CheckName.NAMED_RESOURCE_GROUP, DenialReason.RESOURCE_GROUP_MISMATCH);
  }

  @Override
  Optional<String> sent(LoginRequest request) {
    return request.resourceGroup().map(ResourceGroupName::value);
  }

  @Override
  Optional<String> claimed(ResourceClaims claims) {
    return claims.resource().map(id -> id.resourceGroup().value());
  }

  @Override
  String nameOf(LoginResource resource) {
    return resource.id().resourceGroup().value();
  }
}
