package io.azimuth.domain.jwt;

import io.azimuth.domain.token.role.advice.RoleFinding;
import io.azimuth.domain.token.role.advice.RoleFindings;
import io.azimuth.domain.token.role.advice.TokenAdvice;
import io.azimuth.domain.token.role.advice.TokenFacts;
import java.util.List;

/** The linter for roles: what a role does and its author may not have meant. */
public final class JwtRoleAdvice {

  private JwtRoleAdvice() {}

  /** All findings, warnings first. */
  public static List<RoleFinding<JwtRole>> on(JwtRole role, TokenFacts facts) {
    RoleFindings<JwtRole, JwtRoleBuilder> findings =
        new RoleFindings<>(role::toBuilder, JwtRoleBuilder::build);
    addSubject(role, findings);
    if (role.oidc().verboseLogging()) {
      findings.add(
          JwtAdviceCode.CLAIMS_LOGGED,
          List.of("verbose_oidc_logging"),
          "the claims of everybody who logs in are written to the server's log",
          changed -> changed.verboseLogging(false));
    }
    TokenAdvice.add(role.tokenSettings(), facts, findings);
    return findings.all();
  }

  private static void addSubject(JwtRole role, RoleFindings<JwtRole, JwtRoleBuilder> findings) {
    if (role.bindings().subject().isEmpty() && role.bindings().claims().isEmpty()) {
      findings.add(
          JwtAdviceCode.ANY_SUBJECT,
          List.of("bound_subject", "bound_claims"),
          role.type() == JwtRoleType.OIDC
              ? "everybody who can sign in at the provider logs in: bind claims, such as a group"
              : "whoever has a token of the issuer for the role's audiences logs in: bind the"
                  + " subject or claims");
    }
  }
}
