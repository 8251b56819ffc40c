package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ScaleSetName;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;

/**
 * The role binds the scale set that the resource is or belongs to. That of a virtual machine stays
 * open until Azure is asked.
 */
final class BoundScaleSetRule extends LoginRule {

  BoundScaleSetRule() {
    super(CheckName.BOUND_SCALE_SET);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    BoundList bound = login.resourceBindings().bound(BoundField.SCALE_SETS);
    if (login.resource().isEmpty() || (login.isScaleSetOpen() && !bound.isEmpty())) {
      return RuleOutcome.OPEN;
    }
    String scaleSet = login.scaleSet().map(ResourceId::name).orElse("");
    boolean saidByAzure = login.facts().isPresent();
    return saidByAzure && !bound.isEmpty() && !bound.contains(scaleSet)
        ? failed(DenialReason.SCALE_SET_NOT_BOUND, bound.toString(), scaleSet, sent(login))
        : bound(bound, bound.contains(scaleSet), scaleSet, DenialReason.SCALE_SET_NOT_BOUND);
  }

  private static String sent(LoginContext login) {
    return login.request().scaleSet().map(ScaleSetName::value).orElse("");
  }
}
