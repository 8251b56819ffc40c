package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;

/** The role binds the subscription of the resource. */
final class BoundSubscriptionRule extends LoginRule {

  BoundSubscriptionRule() {
    super(CheckName.BOUND_SUBSCRIPTION);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    if (login.resource().isEmpty()) {
      return RuleOutcome.OPEN;
    }
    BoundList bound = login.resourceBindings().bound(BoundField.SUBSCRIPTIONS);
    String subscription = login.resource().get().id().subscription().value();
    return bound(
        bound, bound.contains(subscription), subscription, DenialReason.SUBSCRIPTION_NOT_BOUND);
  }
}
