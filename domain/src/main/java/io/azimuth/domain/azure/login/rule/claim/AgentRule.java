package io.azimuth.domain.azure.login.rule.claim;

import io.azimuth.domain.azure.evidence.AgentClaims;
import io.azimuth.domain.azure.evidence.AgentKind;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.AgentAccess;

/**
 * The token belongs to no agent, or the role admits agents of its kind. The claims of an agent
 * refuse here and grant nothing: the role must name the agent, or the person, all the same.
 */
public final class AgentRule extends LoginRule {

  /** The rule. */
  public AgentRule() {
    super(CheckName.AGENT);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    AgentClaims claims = login.claims().agentClaims();
    if (!claims.malformed().isEmpty()) {
      return failed(
          DenialReason.AGENT_CLAIM_MALFORMED,
          "numbers with spaces between, and a GUID in xms_par_app_azp",
          String.join(", ", claims.malformed()));
    }
    AgentAccess access = login.identityBindings().agents();
    if (claims.agent().isEmpty()) {
      return skipped(access.wireName(), "", "the token names no agent");
    }
    AgentKind kind = claims.agent().get().kind();
    if (!access.admits(kind)) {
      return failed(DenialReason.of(kind), access.wireName(), kind.wireName());
    }
    // Its id tells the agent and the person apart.
    return kind == AgentKind.FOR_PERSON && login.claims().appId().isEmpty()
        ? failed(DenialReason.CLAIM_MISSING, "claim appid or azp, a GUID", "")
        : passed(access.wireName(), kind.wireName());
  }
}
