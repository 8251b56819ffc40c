package io.azimuth.domain.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.TokenTypeRule;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.advice.RoleFinding;
import io.azimuth.domain.token.role.advice.TokenFacts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubernetesRoleAdviceTest {

  private static final TokenFacts FACTS =
      new TokenFacts(SystemLifetimes.STANDARD, TokenTypeRule.DEFAULT_SERVICE, List.of());

  private static KubernetesRole role(String names, String namespaces, String audience) {
    KubernetesRoleBuilder role =
        KubernetesRole.builder(new RoleName("web"))
            .names(List.of(names))
            .namespaces(List.of(namespaces))
            .audience(audience);
    role.tokenSettings().policies(List.of("web")).ttl(Duration.ofHours(1));
    return role.build();
  }

  @Test
  void aRoleOfOneAccountAndAudienceIsFine() {
    assertThat(codes(role("web", "prod", "azimuth"))).isEmpty();
  }

  @Test
  void starsAdmitAccountsThatOthersMake() {
    assertThat(codes(role("*", "*", "azimuth"))).containsExactly("whole_cluster");
    assertThat(codes(role("web", "*", "azimuth"))).containsExactly("any_namespace");
    assertThat(codes(role("*", "prod", "azimuth"))).containsExactly("whole_namespace");
  }

  @Test
  void withoutAnAudienceTokensForOthersCount() {
    RoleFinding<KubernetesRole> found =
        KubernetesRoleAdvice.on(role("web", "prod", ""), FACTS).get(0);

    assertThat(found.code()).isEqualTo(KubernetesAdviceCode.NO_AUDIENCE);
    assertThat(found.fields()).containsExactly("audience");
    assertThat(found.change()).isEmpty();
  }

  private static List<String> codes(KubernetesRole role) {
    return KubernetesRoleAdvice.on(role, FACTS).stream()
        .map(finding -> finding.code().code())
        .toList();
  }
}
