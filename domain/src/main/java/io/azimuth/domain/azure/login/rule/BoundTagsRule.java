package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.BoundTags;

/**
 * The resource has every tag that the role binds, which Azure alone knows. A role is refused when
 * only claims could prove its tags; a stored role of that kind admits no login.
 */
final class BoundTagsRule extends LoginRule {

  BoundTagsRule() {
    super(CheckName.BOUND_TAGS);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    if (login.resource().isEmpty()) {
      return RuleOutcome.OPEN;
    }
    BoundTags bound = login.resourceBindings().tags();
    if (bound.isEmpty()) {
      return skipped("the role does not bind this");
    }
    return login.asksAzure()
        ? login.facts().map(facts -> judge(bound, facts.tags())).orElse(RuleOutcome.OPEN)
        : failed(DenialReason.TAG_MISMATCH, bound.toString(), "", "");
  }

  private RuleOutcome judge(BoundTags bound, ResourceTags tags) {
    String actual = bound.shownIn(tags);
    return bound.admits(tags)
        ? passed(bound.toString(), actual)
        : failed(DenialReason.TAG_MISMATCH, bound.toString(), actual, "");
  }
}
