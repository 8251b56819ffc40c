package io.azimuth.domain.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.ClaimScalar;
import io.azimuth.domain.token.role.RoleName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JwtRoleTest {

  private final JwtRoleBuilder role =
      JwtRole.builder(RoleName.parse("web").orElseThrow()).userClaim("sub").subject("me");

  @Test
  void aRoleBindsSomething() {
    assertThat(role.problems()).isEmpty();
    assertThat(role.subject("").problems())
        .containsExactly("must have at least one bound constraint when creating/updating a role");
    role.tokenSettings().boundCidrs(List.of("192.0.2.0/24"));
    assertThat(role.problems()).isEmpty();
  }

  @Test
  void aRoleNamesAUser() {
    assertThat(role.userClaim("").problems())
        .containsExactly("a user claim must be defined on the role");
  }

  @Test
  void noRoleGivesPoliciesThatNoLoginGets() {
    role.tokenSettings().policies(List.of("web", " Root"));
    assertThat(role.problems()).containsExactly("auth methods cannot create root tokens");
    role.tokenSettings().policies(List.of("response-wrapping"));
    assertThat(role.problems()).containsExactly("cannot assign policy \"response-wrapping\"");
    assertThat(role.build().tokenSettings().policies()).containsExactly("response-wrapping");
  }

  @Test
  void globsAreTexts() {
    Map<String, BoundClaim> number =
        Map.of("id", new BoundClaim(List.of(ClaimScalar.of(BigDecimal.ONE)), false));

    assertThat(role.claims(number).problems()).isEmpty();
    assertThat(role.claimsType("glob").problems())
        .containsExactly("the values of claim \"id\" must be texts for globs");
    assertThat(role.claimsType("regex").problems())
        .containsExactly("invalid 'bound_claims_type': regex");
  }

  @Test
  void metadataOfALoginIsNotReplaced() {
    assertThat(role.metadata(Map.of("a", "role")).problems())
        .containsExactly("metadata key \"role\" is reserved and may not be a mapping destination");
    assertThat(role.metadata(Map.of("a", "x", "b", "x")).problems())
        .containsExactly("multiple keys are mapped to metadata key \"x\"");
    assertThat(role.metadata(Map.of("a", "x".repeat(128))).problems()).isEmpty();
    assertThat(role.metadata(Map.of("a", "x".repeat(129))).problems()).hasSize(1);
  }

  @Test
  void everythingHasALimit() {
    assertThat(role.audiences(Collections.nCopies(256, "x".repeat(1_024))).problems()).isEmpty();
    assertThat(role.audiences(Collections.nCopies(257, "x")).problems()).hasSize(1);
    role.audiences(List.of());
    assertThat(role.userClaim("x".repeat(512)).problems()).isEmpty();
    assertThat(role.userClaim("x".repeat(513)).problems()).hasSize(1);
    role.userClaim("sub");
    assertThat(role.expiration(Duration.ofDays(1)).problems()).isEmpty();
    assertThat(role.expiration(Duration.ofDays(1).plusSeconds(1)).problems()).hasSize(1);
  }

  @Test
  void aBuilderOfARoleMakesTheSameRole() {
    JwtRole built = role.groupsClaim("groups").clockSkew(Duration.ofSeconds(7)).build();

    assertThat(built.toBuilder().build()).isEqualTo(built);
  }
}
