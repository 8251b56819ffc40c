package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;
import java.util.Optional;

/**
 * The role binds the location of the resource, which Azure alone knows. A role is refused when only
 * claims could prove its locations; a stored role of that kind admits no login.
 */
final class BoundLocationRule extends LoginRule {

  BoundLocationRule() {
    super(CheckName.BOUND_LOCATION);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    if (login.resource().isEmpty()) {
      return RuleOutcome.OPEN;
    }
    BoundList bound = login.resourceBindings().bound(BoundField.LOCATIONS);
    if (bound.isEmpty() || !login.asksAzure()) {
      return bound(bound, false, "", DenialReason.LOCATION_UNKNOWN);
    }
    return login.facts().map(facts -> located(login, bound, facts)).orElse(RuleOutcome.OPEN);
  }

  private RuleOutcome located(LoginContext login, BoundList bound, ResourceFacts facts) {
    Optional<Location> location = facts.location();
    String actual = location.map(Location::value).orElse("");
    if (location.filter(login.resourceBindings()::bindsLocation).isPresent()) {
      return passed(bound.toString(), actual);
    }
    return failed(
        location.isPresent() ? DenialReason.LOCATION_NOT_BOUND : DenialReason.LOCATION_UNKNOWN,
        bound.toString(),
        actual,
        "");
  }
}
