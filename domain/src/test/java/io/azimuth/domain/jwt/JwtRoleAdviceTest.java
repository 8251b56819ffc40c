package io.azimuth.domain.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.TokenTypeRule;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.advice.RoleFinding;
import io.azimuth.domain.token.role.advice.TokenFacts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JwtRoleAdviceTest {

  private static final TokenFacts FACTS =
      new TokenFacts(SystemLifetimes.STANDARD, TokenTypeRule.DEFAULT_SERVICE, List.of());

  private static JwtRoleBuilder role(JwtRoleType type) {
    JwtRoleBuilder role = JwtRole.builder(new RoleName("web")).type(type).userClaim("sub");
    role.tokenSettings().policies(List.of("web")).ttl(Duration.ofHours(1));
    return role;
  }

  @Test
  void aRoleThatBindsASubjectOrClaimsIsFine() {
    assertThat(codes(role(JwtRoleType.JWT).subject("me").build())).isEmpty();
  }

  @Test
  void aRoleThatBindsNobodyAdmitsEverybodyOfTheIssuer() {
    JwtRole workload = role(JwtRoleType.JWT).audiences(List.of("azimuth")).build();
    JwtRole people = role(JwtRoleType.OIDC).build();

    assertThat(codes(workload)).containsExactly("any_subject");
    assertThat(codes(people)).containsExactly("any_subject");
    assertThat(JwtRoleAdvice.on(people, FACTS).get(0).sentence())
        .contains("everybody who can sign in");
  }

  @Test
  void claimsInTheLogAreAWarningWithTheChange() {
    JwtRole role = role(JwtRoleType.OIDC).subject("me").verboseLogging(true).build();

    RoleFinding<JwtRole> found = JwtRoleAdvice.on(role, FACTS).get(0);

    assertThat(found.code()).isEqualTo(JwtAdviceCode.CLAIMS_LOGGED);
    assertThat(codes(found.change().orElseThrow())).isEmpty();
  }

  @Test
  void tokensAreLookedAtAsWithEveryMethod() {
    JwtRoleBuilder role = role(JwtRoleType.JWT).subject("me");
    role.tokenSettings().policies(List.of()).ttl(Duration.ZERO);

    assertThat(codes(role.build())).containsExactly("no_ttl", "no_policies");
  }

  private static List<String> codes(JwtRole role) {
    return JwtRoleAdvice.on(role, FACTS).stream().map(finding -> finding.code().code()).toList();
  }
}
