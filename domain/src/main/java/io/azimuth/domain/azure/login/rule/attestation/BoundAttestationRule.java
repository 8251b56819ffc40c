package io.azimuth.domain.azure.login.rule.attestation;

import io.azimuth.domain.azure.attested.GuestAttestation;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.BoundAttestation;
import java.util.List;

/** The attestation shows all that the role asks of the platform. */
public final class BoundAttestationRule extends GuestRule {

  /** The rule. */
  public BoundAttestationRule() {
    super(CheckName.BOUND_ATTESTATION);
  }

  @Override
  RuleOutcome judge(LoginContext login, GuestAttestation attestation) {
    BoundAttestation bound = login.resourceBindings().attestation();
    String expected = String.join(", ", bound.words());
    List<String> lacking =
        bound.demands().stream()
            .flatMap(demand -> attestation.lacking(demand).stream())
            .distinct()
            .toList();
    return lacking.isEmpty()
        ? passed(expected, attestation.platform())
        : failed(DenialReason.ATTESTATION_MISMATCH, expected, String.join("; ", lacking));
  }
}
