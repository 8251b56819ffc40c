package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;

/**
 * The role restricts who may log in. Roles are specific when they are written; this rule keeps a
 * stored role that is not from admitting every principal.
 */
final class RoleRule extends LoginRule {

  RoleRule() {
    super(CheckName.ROLE);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    return login.bindings().isSpecific()
        ? passed("", "")
        : failed(DenialReason.ROLE_NOT_SPECIFIC, "", "");
  }
}
