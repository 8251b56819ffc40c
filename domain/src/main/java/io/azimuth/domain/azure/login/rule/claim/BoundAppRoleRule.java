package io.azimuth.domain.azure.login.rule.claim;

import io.azimuth.domain.azure.id.EntraRole;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;
import java.util.List;

/** The role binds an app role of the principal. */
public final class BoundAppRoleRule extends LoginRule {

  /** The rule. */
  public BoundAppRoleRule() {
    super(CheckName.BOUND_APP_ROLE);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    BoundList bound = login.identityBindings().bound(BoundField.APP_ROLES);
    List<String> roles = login.claims().appRoles().stream().map(EntraRole::value).toList();
    // Entra ID tells apart what differs in letter case alone.
    boolean holds = roles.stream().anyMatch(bound.values()::contains);
    return bound(bound, holds, String.join(", ", roles), DenialReason.APP_ROLE_NOT_BOUND);
  }
}
