package io.azimuth.domain.azure.login.rule.attestation;

import io.azimuth.domain.azure.attested.GuestAttestation;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import java.util.List;

/** The machine was judged by a policy that the role binds; letter case counts. */
public final class BoundAttestationPolicyRule extends GuestRule {

  /** The rule. */
  public BoundAttestationPolicyRule() {
    super(CheckName.BOUND_ATTESTATION_POLICY);
  }

  @Override
  RuleOutcome judge(LoginContext login, GuestAttestation attestation) {
    List<String> bound = login.resourceBindings().attestation().policyHashes();
    String actual = attestation.policyHash().orElse("");
    if (bound.isEmpty()) {
      return skipped("", actual, "the role does not bind this");
    }
    String expected = String.join(", ", bound);
    return bound.contains(actual)
        ? passed(expected, actual)
        : failed(DenialReason.ATTESTATION_POLICY_NOT_BOUND, expected, actual);
  }
}
