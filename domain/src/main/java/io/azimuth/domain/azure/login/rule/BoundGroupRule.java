package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;
import io.azimuth.domain.azure.role.Match;
import java.util.List;
import java.util.stream.Collectors;

/** The role binds a group of the principal. */
final class BoundGroupRule extends LoginRule {

  static final String OTHER_HOLDS = "match is \"any\" and the other one holds";

  BoundGroupRule() {
    super(CheckName.BOUND_GROUP);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    BoundList bound = login.identityBindings().bound(BoundField.GROUPS);
    AzureClaims claims = login.claims();
    boolean holds = bound.isAny() || isAnyIn(bound, claims);
    boolean principalSuffices =
        login.identityBindings().match() == Match.ANY && BoundPrincipalRule.isNamed(login);
    return !bound.isEmpty() && !holds && principalSuffices
        ? skipped(bound.toString(), describe(bound, claims), OTHER_HOLDS)
        : bound(
            bound,
            holds,
            describe(bound, claims),
            claims.groupsOverage() ? DenialReason.GROUPS_OVERAGE : DenialReason.GROUP_NOT_BOUND);
  }

  /** Whether the role names a group of the principal. */
  static boolean isNamed(LoginContext login) {
    BoundList bound = login.identityBindings().bound(BoundField.GROUPS);
    return bound.isNamed() && isAnyIn(bound, login.claims());
  }

  private static boolean isAnyIn(BoundList bound, AzureClaims claims) {
    return groups(claims).stream().anyMatch(bound::contains);
  }

  /**
   * Shows a few groups only of those that Microsoft Graph returned: there may be thousands, and the
   * caller must not read those that the role binds.
   */
  private static String describe(BoundList bound, AzureClaims claims) {
    List<String> groups = groups(claims);
    if (!claims.hasDirectoryGroups()) {
      return String.join(", ", groups);
    }
    String these = groups.stream().filter(bound::contains).collect(Collectors.joining(", "));
    String all = groups.size() + " groups that Microsoft Graph tells";
    return these.isEmpty() ? "none of " + all : these + " of " + all;
  }

  private static List<String> groups(AzureClaims claims) {
    return claims.groups().stream().map(GroupId::value).toList();
  }
}
