package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceClaims;
import io.azimuth.domain.azure.id.MachineName;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import java.util.Optional;

/** The virtual machine that the request names. */
final class NamedMachineRule extends NamedRule {

  private static final String OF_AN_INSTANCE =
      "dropped: nothing tells the instances of a uniform scale set apart";

  NamedMachineRule() {
    super(CheckName.NAMED_MACHINE, DenialReason.VM_MISMATCH);
  }

  @Override
  Optional<String> sent(LoginRequest request) {
    return request.machine().map(MachineName::value);
  }

  @Override
  Optional<String> claimed(ResourceClaims claims) {
    return claims
        .resource()
        .filter(id -> id.type().equals(ResourceType.VIRTUAL_MACHINE))
        .map(ResourceId::name)
        .filter(name -> MachineName.parse(name).isPresent());
  }

  @Override
  String nameOf(LoginResource resource) {
    return resource.isMachine() ? resource.id().name() : resource.id().text();
  }

  @Override
  RuleOutcome compare(String sent, LoginResource resource, LoginContext login) {
    return resource.isScaleSet()
        ? dropped(sent, OF_AN_INSTANCE)
        : super.compare(sent, resource, login);
  }
}
