package io.azimuth.domain.azure.login.rule.attestation;

import io.azimuth.domain.azure.attested.GuestAttestation;
import io.azimuth.domain.azure.attested.GuestEvidence;
import io.azimuth.domain.azure.attested.GuestProof;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import java.time.Instant;

/**
 * An instance of the attestation service that the mount accepts signed the attestation, which is of
 * a virtual machine and of now. That it has not expired was verified with its signature.
 */
public final class AttestationRule extends LoginRule {

  private static final String EXPECTED =
      "an attestation of a virtual machine, signed lately by one of attestation_issuers";

  /** The rule. */
  public AttestationRule() {
    super(CheckName.ATTESTATION);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    if (!login.resourceBindings().attestation().isDemanded()) {
      return skipped(GuestRule.NOT_ASKED);
    }
    GuestEvidence evidence = login.attested().guest();
    return evidence
        .proof()
        .map(proof -> judge(proof, evidence, login.now()))
        .orElseGet(() -> failed(DenialReason.ATTESTATION_MISSING, EXPECTED, ""));
  }

  private RuleOutcome judge(GuestProof proof, GuestEvidence evidence, Instant now) {
    return proof
        .attestation()
        .map(attestation -> judge(attestation, evidence, now))
        .orElseGet(() -> invalid(proof.problem()));
  }

  private RuleOutcome judge(GuestAttestation attestation, GuestEvidence evidence, Instant now) {
    if (attestation.vmId().isEmpty()) {
      return invalid("it is of no virtual machine");
    }
    Instant made = attestation.issuedAt();
    return made.isBefore(now.minus(evidence.greatestAge()))
        ? invalid("it was made at " + made)
        : passed(EXPECTED, attestation.issuer() + ", at " + made);
  }

  private RuleOutcome invalid(String problem) {
    return failed(DenialReason.ATTESTATION_INVALID, EXPECTED, problem);
  }
}
