package io.azimuth.domain.azure.login.rule.attestation;

import io.azimuth.domain.azure.attested.GuestAttestation;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;

/** A rule about what the attestation of a machine says, at a role that asks for one. */
abstract class GuestRule extends LoginRule {

  static final String NOT_ASKED = "the role does not set bound_attestation";

  GuestRule(CheckName check) {
    super(check);
  }

  @Override
  public final RuleOutcome evaluate(LoginContext login) {
    if (!login.resourceBindings().attestation().isDemanded()) {
      return skipped(NOT_ASKED);
    }
    return login
        .attested()
        .guest()
        .attestation()
        .filter(attestation -> attestation.vmId().isPresent())
        .map(attestation -> judge(login, attestation))
        .orElseGet(() -> skipped("there is no attestation of a machine that is accepted"));
  }

  abstract RuleOutcome judge(LoginContext login, GuestAttestation attestation);
}
