package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.attested.AttestedDocument;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import java.util.Optional;

/**
 * The document is of the machine that the login is from: the subscription is that of the resource,
 * and the vmId the one that Resource Manager has for it. What is no virtual machine of its own,
 * such as a uniform scale set, has no vmId there, and is refused before Azure is asked.
 */
final class VmIdRule extends LoginRule {

  VmIdRule() {
    super(CheckName.VM_ID);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    if (!login.resourceBindings().attested()) {
      return skipped("the role does not set require_attested_document");
    }
    Optional<AttestedDocument> document = login.attested().document();
    if (document.isEmpty()) {
      return skipped("there is no document that the metadata service signed");
    }
    return login
        .resource()
        .map(resource -> judge(login, resource, document.get()))
        .orElse(RuleOutcome.OPEN);
  }

  private RuleOutcome judge(LoginContext login, LoginResource resource, AttestedDocument document) {
    if (!resource.isMachine()) {
      return failed(
          DenialReason.NO_VM_ID, "a virtual machine of its own", resource.id().text(), "");
    }
    if (!document.subscription().equals(resource.id().subscription())) {
      return failed(
          DenialReason.VM_ID_MISMATCH,
          "a document of subscription " + resource.id().subscription(),
          "subscription " + document.subscription());
    }
    return login.facts().map(facts -> compare(facts, document.vmId())).orElse(RuleOutcome.OPEN);
  }

  private RuleOutcome compare(ResourceFacts facts, VmId attested) {
    if (facts.vmId().isEmpty()) {
      return failed(DenialReason.NO_VM_ID, "a vmId from Resource Manager", facts.id().text(), "");
    }
    String expected = facts.vmId().get().value();
    return facts.vmId().get().equals(attested)
        ? passed(expected, attested.value())
        : failed(DenialReason.VM_ID_MISMATCH, expected, attested.value());
  }
}
