package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;

/** The role binds the resource group of the resource. */
final class BoundResourceGroupRule extends LoginRule {

  BoundResourceGroupRule() {
    super(CheckName.BOUND_RESOURCE_GROUP);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    if (login.resource().isEmpty()) {
      return RuleOutcome.OPEN;
    }
    BoundList bound = login.resourceBindings().bound(BoundField.RESOURCE_GROUPS);
    String group = login.resource().get().id().resourceGroup().value();
    return bound(bound, bound.contains(group), group, DenialReason.RESOURCE_GROUP_NOT_BOUND);
  }
}
