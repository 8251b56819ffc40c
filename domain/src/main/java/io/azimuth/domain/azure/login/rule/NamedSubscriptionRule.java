package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceClaims;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import java.util.Optional;

/** The subscription that the request names. */
final class NamedSubscriptionRule extends NamedRule {

  NamedSubscriptionRule() {
    super(CheckName.NAMED_SUBSCRIPTION, DenialReason.SUBSCRIPTION_MISMATCH);
  }

  @Override
  Optional<String> sent(LoginRequest request) {
    return request.subscription().map(SubscriptionId::value);
  }

  @Override
  Optional<String> claimed(ResourceClaims claims) {
    return claims.resource().map(id -> id.subscription().value());
  }

  @Override
  String nameOf(LoginResource resource) {
    return resource.id().subscription().value();
  }
}
