package io.azimuth.domain.azure.login.rule.attestation;

import io.azimuth.domain.azure.attested.GuestAttestation;
import io.azimuth.domain.azure.attested.NonceState;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;

/**
 * The attestation was made for this mount, within the last minutes, and no login used it. The
 * caller does not learn which of these does not hold.
 */
public final class AttestationNonceRule extends GuestRule {

  /** The rule. */
  public AttestationNonceRule() {
    super(CheckName.ATTESTATION_NONCE);
  }

  @Override
  RuleOutcome judge(LoginContext login, GuestAttestation attestation) {
    NonceState state = login.attested().guest().nonce();
    String expected = NonceState.FRESH.text();
    return state == NonceState.FRESH
        ? passed(expected, state.text())
        : failed(DenialReason.ATTESTATION_NONCE_UNKNOWN, expected, state.text(), "");
  }
}
