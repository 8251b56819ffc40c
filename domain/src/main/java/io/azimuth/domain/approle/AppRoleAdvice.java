package io.azimuth.domain.approle;

import io.azimuth.domain.token.role.advice.RoleFinding;
import io.azimuth.domain.token.role.advice.RoleFindings;
import io.azimuth.domain.token.role.advice.TokenAdvice;
import io.azimuth.domain.token.role.advice.TokenFacts;
import java.util.List;

/** The linter for roles: what a role does and its author may not have meant. */
public final class AppRoleAdvice {

  private AppRoleAdvice() {}

  /** All findings, warnings first. */
  public static List<RoleFinding<AppRole>> on(AppRole role, TokenFacts facts) {
    RoleFindings<AppRole, AppRoleBuilder> findings =
        new RoleFindings<>(role::toBuilder, AppRoleBuilder::build);
    SecretIdSettings secretIds = role.secretIds();
    if (!secretIds.bound()) {
      findings.add(
          AppRoleAdviceCode.NO_SECRET_ID,
          List.of("bind_secret_id"),
          "no secret is needed: whoever reads the role id logs in from the bound addresses",
          changed -> changed.bindSecretId(true));
    } else if (secretIds.ttl().isZero() && secretIds.numUses() == 0) {
      findings.add(
          AppRoleAdviceCode.ENDLESS_SECRET_IDS,
          List.of("secret_id_ttl", "secret_id_num_uses"),
          "a secret id logs in until somebody destroys it: one that was copied does so for ever");
    }
    TokenAdvice.add(role.tokenSettings(), facts, findings);
    return findings.all();
  }
}
