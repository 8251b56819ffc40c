package io.azimuth.domain.azure.role.advice;

import static io.azimuth.domain.azure.role.BoundField.RESOURCE_IDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.TokenTypeRule;
import io.azimuth.domain.token.role.advice.TokenAdviceCode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the linter says about the tokens that a role gives. */
class IssuedTokenAdviceTest extends RoleAdviceFixture {

  @Test
  void aDefaultOfMoreThanADayIsLong() {
    role.tokenSettings().ttl(Duration.ZERO);
    assertThat(found(MOUNT, "no_ttl").sentence())
        .isEqualTo("token_ttl is not set: a token lives 768h");
    assertThat(changed(MOUNT, "no_ttl").tokenSettings().lifetimes().ttl())
        .isEqualTo(Duration.ofHours(1));
    assertThat(warnings(MOUNT)).isEmpty();

    assertThat(codes(mount(Duration.ofDays(1), TokenTypeRule.DEFAULT_SERVICE))).isEmpty();
    assertThat(codes(mount(Duration.ofSeconds(86_401), TokenTypeRule.DEFAULT_SERVICE)))
        .containsExactly("no_ttl");
    role.tokenSettings().maxTtl(Duration.ofDays(1));
    assertThat(codes(MOUNT)).isEmpty();
    role.tokenSettings().maxTtl(Duration.ZERO).ttl(Duration.ofDays(32));
    assertThat(codes(MOUNT)).isEmpty();
  }

  @Test
  void aMaximumAboveThatOfTheMountIsCut() {
    role.tokenSettings().maxTtl(Duration.ofDays(33));
    assertThat(warnings(MOUNT))
        .containsExactly(
            "max_ttl is greater than the system or backend mount's maximum TTL value; issued"
                + " tokens' max TTL value will be truncated");
    assertThat(changed(MOUNT, "max_ttl_cut").tokenSettings().lifetimes().maxTtl())
        .isEqualTo(Duration.ofDays(32));

    role.tokenSettings().ttl(Duration.ofDays(33));
    assertThat(codes(MOUNT)).containsExactly("max_ttl_cut", "ttl_cut");
    assertThat(changed(MOUNT, "max_ttl_cut").tokenSettings().lifetimes().ttl())
        .isEqualTo(Duration.ofDays(32));
    role.tokenSettings().ttl(Duration.ofDays(32)).maxTtl(Duration.ofDays(32));
    assertThat(codes(MOUNT)).isEmpty();
  }

  @Test
  void aLifeAboveTheExplicitMaximumIsCut() {
    role.tokenSettings().explicitMaxTtl(Duration.ofMinutes(30));
    assertThat(found(MOUNT, "ttl_cut").sentence()).endsWith("a token lives 30m");
    assertThat(changed(MOUNT, "ttl_cut").tokenSettings().lifetimes().ttl())
        .isEqualTo(Duration.ofMinutes(30));

    role.tokenSettings().explicitMaxTtl(Duration.ofHours(1));
    assertThat(codes(MOUNT)).isEmpty();
  }

  @Test
  void nobodyRevokesABatchToken() {
    role.tokenSettings().type("batch");
    assertThat(codes(MOUNT)).isEmpty();

    role.tokenSettings().ttl(Duration.ofSeconds(3_601));
    assertThat(found(MOUNT, "batch_tokens").sentence()).contains("cannot be revoked");
    changed(MOUNT, "batch_tokens");
    role.tokenSettings().type("default");
    assertThat(codes(MOUNT)).isEmpty();
    assertThat(codes(mount(Duration.ofDays(1), TokenTypeRule.BATCH)))
        .containsExactly("batch_tokens");
  }

  @Test
  void aBatchTokenOutlivesItsMachineWhereThatIsWatched() {
    assertThat(codes(watching(TokenTypeRule.DEFAULT_SERVICE))).isEmpty();
    assertThat(found(watching(TokenTypeRule.BATCH), "batch_unwatched").change()).isEmpty();
    role.tokenSettings().type("batch");

    assertThat(
            changed(watching(TokenTypeRule.DEFAULT_SERVICE), "batch_unwatched")
                .tokenSettings()
                .type())
        .hasToString("SERVICE");
    assertThat(codes(MOUNT)).isEmpty();
    bind(RESOURCE_IDS, List.of());
    assertThat(codes(watching(TokenTypeRule.DEFAULT_SERVICE))).doesNotContain("batch_unwatched");
  }

  private static MountFacts watching(TokenTypeRule types) {
    return new MountFacts(
        SystemLifetimes.STANDARD,
        types,
        true,
        false,
        false,
        true,
        new MountTenants(Optional.empty(), Set.of()));
  }

  @Test
  void aMountOfBatchTokensRefusesWhatTheyCannotHave() {
    role.tokenSettings().numUses(3);
    assertThat(codes(MOUNT)).isEmpty();

    MountFacts byDefault = mount(Duration.ofDays(1), TokenTypeRule.DEFAULT_BATCH);
    assertThat(found(byDefault, "batch_refused").sentence()).contains("\"num_uses\"");
    assertThat(changed(byDefault, "batch_refused").tokenSettings().type()).hasToString("SERVICE");
    assertThat(found(mount(Duration.ofDays(1), TokenTypeRule.BATCH), "batch_refused").change())
        .isEmpty();
  }

  @Test
  void aPeriodEndsWithAnExplicitMaximum() {
    role.tokenSettings().ttl(Duration.ZERO).period(Duration.ofDays(2));
    assertThat(changed(MOUNT, "endless_period").tokenSettings().lifetimes().explicitMaxTtl())
        .isEqualTo(Duration.ofDays(32));

    role.tokenSettings().explicitMaxTtl(Duration.ofDays(40));
    assertThat(codes(MOUNT)).isEmpty();
  }

  @Test
  void aRoleWithoutPoliciesGivesTheDefaultOne() {
    role.tokenSettings().policies(List.of("default"));
    assertThat(found(MOUNT, "no_policies").sentence()).contains("the policy default and those");

    role.tokenSettings().policies(List.of()).noDefaultPolicy(true);
    assertThat(found(MOUNT, "no_policies").sentence()).contains("no policy but those");
  }

  @Test
  void noLoginGivesRoot() {
    role.tokenSettings().policies(List.of("web", " ROOT"));

    assertThat(found(MOUNT, "policy_refused").sentence()).contains("root tokens");
    assertThat(changed(MOUNT, "policy_refused").tokenSettings().policies()).containsExactly("web");
  }

  @Test
  void namesPoliciesThatDoNotExist() {
    assertThat(RoleAdvice.on(role.build(), MOUNT, List.of("web", "db")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(TokenAdviceCode.POLICY_MISSING);
              assertThat(finding.sentence()).startsWith("token_policies: \"web\", \"db\" cannot");
            });
    assertThat(RoleAdvice.on(role.build(), MOUNT, Collections.nCopies(12, "p")).get(0).sentence())
        .contains("\"p\" and 2 others cannot");
  }
}
