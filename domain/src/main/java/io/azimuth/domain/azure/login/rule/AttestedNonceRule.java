package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.attested.NonceState;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;

/**
 * The document was made for this mount, within the last minutes, and no login used it. The caller
 * does not learn which of these does not hold.
 */
final class AttestedNonceRule extends LoginRule {

  AttestedNonceRule() {
    super(CheckName.ATTESTED_NONCE);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    if (!login.resourceBindings().attested()) {
      return skipped("the role does not set require_attested_document");
    }
    if (login.attested().document().isEmpty()) {
      return skipped("there is no document that the metadata service signed");
    }
    NonceState state = login.attested().nonce();
    String expected = NonceState.FRESH.text();
    return state == NonceState.FRESH
        ? passed(expected, state.text())
        : failed(DenialReason.ATTESTED_NONCE_UNKNOWN, expected, state.text(), "");
  }
}
