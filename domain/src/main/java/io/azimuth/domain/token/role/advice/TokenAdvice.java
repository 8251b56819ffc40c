package io.azimuth.domain.token.role.advice;

import io.azimuth.domain.token.role.TokenSettings;

/** Advice on the tokens of a role, the same for every auth method. */
public final class TokenAdvice {

  private TokenAdvice() {}

  /** Adds all advice on tokens with these settings. */
  public static void add(TokenSettings settings, TokenFacts facts, RoleFindings<?, ?> findings) {
    LifetimeAdvice.add(settings, facts, findings);
    PolicyAdvice.add(settings, facts.missingPolicies(), findings);
  }
}
