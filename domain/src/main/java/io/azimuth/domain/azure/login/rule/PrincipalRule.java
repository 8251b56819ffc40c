package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;

/** The token names a principal. */
final class PrincipalRule extends LoginRule {

  PrincipalRule() {
    super(CheckName.PRINCIPAL);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    return login
        .claims()
        .oid()
        .map(oid -> passed("", oid.value()))
        .orElseGet(
            () ->
                failed(DenialReason.CLAIM_MISSING, "claim oid, a GUID", login.claims().oidText()));
  }
}
