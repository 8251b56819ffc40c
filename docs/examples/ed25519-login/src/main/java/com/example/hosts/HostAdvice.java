package com.example.hosts;

import io.azimuth.domain.token.role.advice.AdviceName;
import io.azimuth.domain.token.role.advice.AdviceSeverity;
import io.azimuth.domain.token.role.advice.RoleFinding;
import io.azimuth.domain.token.role.advice.RoleFindings;
import io.azimuth.domain.token.role.advice.TokenAdvice;
import io.azimuth.domain.token.role.advice.TokenFacts;
import java.util.List;

/** What a role does and its author may not have meant. */
enum HostAdvice implements AdviceName {
  ANY_HOST;

  @Override
  public AdviceSeverity severity() {
    return AdviceSeverity.WARNING;
  }

  static List<RoleFinding<HostRole>> on(HostRole role, TokenFacts facts) {
    RoleFindings<HostRole, HostRole.Builder> findings =
        new RoleFindings<>(role::toBuilder, HostRole.Builder::build);
    if (role.hosts().contains(HostRole.ANY)) {
      findings.add(
          ANY_HOST, List.of("bound_hosts"), "each host of the mount logs in under this role");
    }
    TokenAdvice.add(role.tokenSettings(), facts, findings);
    return findings.all();
  }
}
