package io.azimuth.domain.token.role.advice;

import static io.azimuth.domain.token.role.advice.TokenAdviceCode.NO_POLICIES;
import static io.azimuth.domain.token.role.advice.TokenAdviceCode.POLICY_MISSING;
import static io.azimuth.domain.token.role.advice.TokenAdviceCode.POLICY_REFUSED;

import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.DefaultPolicy;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.domain.token.role.TokenSettings;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Advice on what tokens may do. */
final class PolicyAdvice {

  private static final String POLICIES = "token_policies";
  private static final int SHOWN = 10;

  private PolicyAdvice() {}

  static void add(TokenSettings settings, Collection<String> missing, RoleFindings<?, ?> findings) {
    Optional<String> problem =
        TokenPolicies.problemForLogin(
            TokenPolicies.sanitise(settings.policies(), DefaultPolicy.KEEP));
    problem.ifPresent(
        it ->
            findings.add(
                POLICY_REFUSED,
                List.of(POLICIES),
                "every login is refused: " + it,
                role -> role.tokenSettings().policies(grantable(settings.policies()))));
    if (!missing.isEmpty()) {
      findings.add(
          POLICY_MISSING,
          List.of(POLICIES),
          "token_policies: "
              + missing.stream().limit(SHOWN).map(Quoted::of).collect(Collectors.joining(", "))
              + (missing.size() > SHOWN ? " and " + (missing.size() - SHOWN) + " others" : "")
              + " cannot be found; tokens get nothing from a policy until it is written");
    }
    if (TokenPolicies.sanitise(settings.policies(), DefaultPolicy.REMOVE).isEmpty()) {
      String gets =
          settings.noDefaultPolicy() ? "no policy but those" : "the policy default and those";
      findings.add(
          NO_POLICIES,
          List.of(POLICIES),
          "token_policies is empty: a token has " + gets + " of its entity and its groups");
    }
  }

  private static List<String> grantable(List<String> policies) {
    return policies.stream()
        .filter(
            name ->
                TokenPolicies.problemForLogin(
                        TokenPolicies.sanitise(List.of(name), DefaultPolicy.KEEP))
                    .isEmpty())
        .toList();
  }
}
