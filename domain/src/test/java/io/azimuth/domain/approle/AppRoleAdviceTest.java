package io.azimuth.domain.approle;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.TokenTypeRule;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.advice.RoleFinding;
import io.azimuth.domain.token.role.advice.TokenFacts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppRoleAdviceTest {

  private static final TokenFacts FACTS =
      new TokenFacts(SystemLifetimes.STANDARD, TokenTypeRule.DEFAULT_SERVICE, List.of());

  private static AppRoleBuilder role() {
    AppRoleBuilder role = AppRole.builder(new RoleName("web"), "key").roleId("id");
    role.tokenSettings().policies(List.of("web")).ttl(Duration.ofHours(1));
    return role.secretIdTtl(Duration.ofHours(1));
  }

  @Test
  void aRoleWhoseSecretIdsEndIsFine() {
    assertThat(codes(role().build())).isEmpty();
    assertThat(codes(role().secretIdTtl(Duration.ZERO).secretIdNumUses(1).build())).isEmpty();
  }

  @Test
  void secretIdsThatNeverEndAreNoted() {
    assertThat(codes(role().secretIdTtl(Duration.ZERO).build()))
        .containsExactly("endless_secret_ids");
  }

  @Test
  void aRoleWithoutSecretIdsIsAWarningWithTheChange() {
    AppRole role = role().bindSecretId(false).boundCidrs(List.of("10.0.0.0/8")).build();

    RoleFinding<AppRole> found = AppRoleAdvice.on(role, FACTS).get(0);

    assertThat(found.code()).isEqualTo(AppRoleAdviceCode.NO_SECRET_ID);
    assertThat(codes(found.change().orElseThrow())).isEmpty();
  }

  @Test
  void policiesThatDoNotExistAreAWarning() {
    TokenFacts missing =
        new TokenFacts(SystemLifetimes.STANDARD, TokenTypeRule.DEFAULT_SERVICE, List.of("web"));

    assertThat(AppRoleAdvice.on(role().build(), missing))
        .extracting(finding -> finding.code().code())
        .containsExactly("policy_missing");
  }

  private static List<String> codes(AppRole role) {
    return AppRoleAdvice.on(role, FACTS).stream().map(finding -> finding.code().code()).toList();
  }
}
