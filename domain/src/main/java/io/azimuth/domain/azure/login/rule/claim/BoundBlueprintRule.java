package io.azimuth.domain.azure.login.rule.claim;

import io.azimuth.domain.azure.evidence.Agent;
import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;

/** The role binds the blueprint of the agent. */
public final class BoundBlueprintRule extends LoginRule {

  /** The rule. */
  public BoundBlueprintRule() {
    super(CheckName.BOUND_BLUEPRINT);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    BoundList bound = login.identityBindings().bound(BoundField.AGENT_BLUEPRINTS);
    String blueprint =
        login.claims().agentClaims().agent().flatMap(Agent::blueprint).map(AppId::value).orElse("");
    // Every person of the tenant may have an agent of the blueprint act for them.
    boolean namesNobody =
        login.claims().isUserToken() && !bound.isEmpty() && !login.identityBindings().namesUsers();
    return namesNobody
        ? failed(DenialReason.USER_TOKEN, "app", "user")
        : bound(
            bound, bound.contains(blueprint), blueprint, DenialReason.AGENT_BLUEPRINT_NOT_BOUND);
  }
}
