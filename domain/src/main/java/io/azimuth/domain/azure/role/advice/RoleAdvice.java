package io.azimuth.domain.azure.role.advice;

import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.token.role.advice.RoleFinding;
import io.azimuth.domain.token.role.advice.TokenAdvice;
import io.azimuth.domain.token.role.advice.TokenFacts;
import java.util.Collection;
import java.util.List;

/**
 * The linter for roles: what a role that can be written does and its author may not have meant
 * (docs/reference/auth-azure.md, What the linter says).
 */
public final class RoleAdvice {

  private RoleAdvice() {}

  /**
   * All findings, warnings first.
   *
   * @param missingPolicies those policies of the role that do not exist
   */
  public static List<RoleFinding<AzureRole>> on(
      AzureRole role, MountFacts mount, Collection<String> missingPolicies) {
    Findings findings = new Findings(role);
    TokenFacts facts =
        new TokenFacts(mount.lifetimes(), mount.tokenTypes(), List.copyOf(missingPolicies));
    TokenAdvice.add(role.tokenSettings(), facts, findings.shared());
    WatchAdvice.add(role, mount, findings);
    IdentityAdvice.add(role, mount, findings);
    ResourceAdvice.add(role.bindings(), mount, findings);
    ValueAdvice.add(role.bindings(), findings);
    ExpressionAdvice.add(role.bindings(), findings);
    OlderNameAdvice.add(role, findings);
    return findings.all();
  }

  /** The sentences that warn the author of this role. */
  public static List<String> warnings(AzureRole role, MountFacts mount) {
    return on(role, mount, List.of()).stream()
        .filter(finding -> finding.code().isToldAtWrite())
        .map(RoleFinding::sentence)
        .toList();
  }
}
