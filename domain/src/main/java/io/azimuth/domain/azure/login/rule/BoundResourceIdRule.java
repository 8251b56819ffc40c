package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;

/** The role binds the resource itself. */
final class BoundResourceIdRule extends LoginRule {

  BoundResourceIdRule() {
    super(CheckName.BOUND_RESOURCE_ID);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    if (login.resource().isEmpty()) {
      return RuleOutcome.OPEN;
    }
    BoundList bound = login.resourceBindings().bound(BoundField.RESOURCE_IDS);
    ResourceId id = login.resource().get().id();
    return bound(
        bound, login.resourceBindings().bindsId(id), id.text(), DenialReason.RESOURCE_ID_NOT_BOUND);
  }
}
