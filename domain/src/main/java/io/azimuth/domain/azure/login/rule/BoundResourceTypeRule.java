package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;

/** The role binds the type of the resource. */
final class BoundResourceTypeRule extends LoginRule {

  BoundResourceTypeRule() {
    super(CheckName.BOUND_RESOURCE_TYPE);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    if (login.resource().isEmpty()) {
      return RuleOutcome.OPEN;
    }
    BoundList bound = login.resourceBindings().bound(BoundField.RESOURCE_TYPES);
    String type = login.resource().get().id().type().value();
    return bound(bound, bound.contains(type), type, DenialReason.RESOURCE_TYPE_NOT_BOUND);
  }
}
