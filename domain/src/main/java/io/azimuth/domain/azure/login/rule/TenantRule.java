package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;

/**
 * The role admits the tenant of the token: one that it binds, or the mount's own where it binds
 * none.
 */
final class TenantRule extends LoginRule {

  TenantRule() {
    super(CheckName.TENANT);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    BoundList bound = login.identityBindings().bound(BoundField.TENANTS);
    AzureClaims claims = login.claims();
    String actual = claims.tenant().map(TenantId::value).orElse("");
    boolean holds = bound.isEmpty() ? claims.additionalTenant().isEmpty() : bound.contains(actual);
    String expected = bound.isEmpty() ? "the tenant of the mount" : bound.toString();
    return holds
        ? passed(expected, actual)
        : failed(DenialReason.TENANT_NOT_BOUND, expected, actual);
  }
}
