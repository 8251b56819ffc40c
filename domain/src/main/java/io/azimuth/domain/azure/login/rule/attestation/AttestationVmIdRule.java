package io.azimuth.domain.azure.login.rule.attestation;

import io.azimuth.domain.azure.attested.GuestAttestation;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import java.util.Optional;

/**
 * The attestation is of the machine that the login is from: its vmId is the one that Resource
 * Manager has for the resource. A token of a uniform scale set names the set alone; then it is that
 * of the instance which the request names, and which is one of that set.
 */
public final class AttestationVmIdRule extends GuestRule {

  /** The rule. */
  public AttestationVmIdRule() {
    super(CheckName.ATTESTATION_VM_ID);
  }

  @Override
  RuleOutcome judge(LoginContext login, GuestAttestation attestation) {
    VmId attested = attestation.vmId().orElseThrow();
    return login
        .resource()
        .map(resource -> judge(login, resource, attested))
        .orElse(RuleOutcome.OPEN);
  }

  private RuleOutcome judge(LoginContext login, LoginResource resource, VmId attested) {
    if (!resource.isMachine() && login.instance().isEmpty()) {
      return failed(
          DenialReason.NO_VM_ID,
          resource.isScaleSet()
              ? "resource_id of an instance of " + resource.id().text()
              : "a virtual machine",
          login.request().resource().orElse(resource.id()).text());
    }
    if (login.answer().isEmpty()) {
      return RuleOutcome.OPEN;
    }
    return resource.isMachine()
        ? login.facts().map(facts -> compare(facts, attested)).orElse(RuleOutcome.OPEN)
        : compare(login, attested);
  }

  private RuleOutcome compare(LoginContext login, VmId attested) {
    ResourceId id = login.instance().orElseThrow();
    Optional<ResourceAnswer> answer = login.attested().guest().instance();
    return switch (answer.map(ResourceAnswer::kind).orElse(ResourceAnswer.Kind.ABSENT)) {
      case FOUND ->
          answer
              .flatMap(ResourceAnswer::facts)
              .filter(facts -> facts.id().equals(id))
              .map(facts -> compare(facts, attested))
              .orElseGet(() -> notThere(id));
      case ABSENT -> notThere(id);
      case FORBIDDEN ->
          failed(
              DenialReason.DIRECTORY_FORBIDDEN,
              answer
                  .map(ResourceAnswer::right)
                  .filter(right -> !right.isEmpty())
                  .orElse("an instance that may be read"),
              id.text());
    };
  }

  private RuleOutcome notThere(ResourceId id) {
    return failed(DenialReason.RESOURCE_NOT_FOUND, "an existing instance", id.text());
  }

  private RuleOutcome compare(ResourceFacts facts, VmId attested) {
    if (facts.vmId().isEmpty()) {
      return failed(DenialReason.NO_VM_ID, "a vmId from Resource Manager", facts.id().text(), "");
    }
    String expected = facts.vmId().get().value();
    return facts.vmId().get().equals(attested)
        ? passed(expected, attested.value())
        : failed(DenialReason.ATTESTATION_VM_ID_MISMATCH, expected, attested.value());
  }
}
