package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceClaims;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ScaleSetName;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.text.AsciiCase;
import java.util.Optional;

/**
 * The scale set that the request names. That of a virtual machine stays open until Azure is asked.
 */
final class NamedScaleSetRule extends NamedRule {

  private static final String OF_A_MACHINES_SET =
      "dropped: no claim names the scale set of a virtual machine";

  NamedScaleSetRule() {
    super(CheckName.NAMED_SCALE_SET, DenialReason.SCALE_SET_MISMATCH);
  }

  @Override
  Optional<String> sent(LoginRequest request) {
    return request.scaleSet().map(ScaleSetName::value);
  }

  @Override
  Optional<String> claimed(ResourceClaims claims) {
    return claims
        .resource()
        .filter(ResourceId::isScaleSet)
        .map(ResourceId::name)
        .filter(name -> ScaleSetName.parse(name).isPresent());
  }

  @Override
  String nameOf(LoginResource resource) {
    return resource.isScaleSet() ? resource.id().name() : resource.id().text();
  }

  @Override
  RuleOutcome compare(String sent, LoginResource resource, LoginContext login) {
    if (!resource.isMachine()) {
      return super.compare(sent, resource, login);
    }
    if (!login.asksAzure()) {
      return dropped(sent, OF_A_MACHINES_SET);
    }
    if (login.isScaleSetOpen()) {
      return RuleOutcome.OPEN;
    }
    String actual = login.scaleSet().map(ResourceId::name).orElse("");
    return AsciiCase.equal(sent, actual)
        ? passed(sent, actual)
        : failed(DenialReason.SCALE_SET_MISMATCH, sent, actual, sent);
  }
}
