package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;
import io.azimuth.domain.azure.role.Match;

/** The role binds this principal. */
final class BoundPrincipalRule extends LoginRule {

  BoundPrincipalRule() {
    super(CheckName.BOUND_PRINCIPAL);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    BoundList bound = login.identityBindings().bound(BoundField.SERVICE_PRINCIPALS);
    String principal = principal(login);
    boolean holds = bound.isAny() || bound.contains(principal);
    boolean groupSuffices =
        login.identityBindings().match() == Match.ANY && BoundGroupRule.isNamed(login);
    return !bound.isEmpty() && !holds && groupSuffices
        ? skipped(bound.toString(), principal, BoundGroupRule.OTHER_HOLDS)
        : bound(bound, holds, principal, DenialReason.PRINCIPAL_NOT_BOUND);
  }

  /** Whether the role names the principal itself. */
  static boolean isNamed(LoginContext login) {
    BoundList bound = login.identityBindings().bound(BoundField.SERVICE_PRINCIPALS);
    return bound.isNamed() && bound.contains(principal(login));
  }

  private static String principal(LoginContext login) {
    return login.claims().oid().map(PrincipalId::value).orElse("");
  }
}
