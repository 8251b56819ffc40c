package io.azimuth.domain.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.ClaimScalar;
import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.SignedClaims;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDecision;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.token.role.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final String CLIENT = "client-1";
  private static final String NONCE = "n-0S6_WzA2Mj";

  private final Map<String, Object> claims =
      new HashMap<>(
          Map.of(
              "iss",
              "https://idp.example",
              "sub",
              "ada",
              "aud",
              CLIENT,
              "nonce",
              NONCE,
              "exp",
              NOW.plusSeconds(300).getEpochSecond(),
              "iat",
              NOW.getEpochSecond()));

  private LoginDecision<JwtGrant> decide(Optional<String> nonce, Consumer<JwtRoleBuilder> change) {
    JwtRoleBuilder role =
        JwtRole.builder(RoleName.parse("people").orElseThrow())
            .type(JwtRoleType.OIDC)
            .redirectUris(List.of("https://azimuth.example/ui/"))
            .userClaim("sub");
    change.accept(role);
    assertThat(role.problems()).isEmpty();
    return JwtLoginPolicy.decide(
        List.of(),
        role.build(),
        new SignedClaims(ClaimSet.of(claims)),
        new SignInExpectation(CLIENT, nonce),
        NOW);
  }

  private List<LoginDenial> reasons(Consumer<JwtRoleBuilder> change) {
    return decide(Optional.of(NONCE), change).reasons();
  }

  private List<LoginDenial> reasons() {
    return reasons(role -> {});
  }

  @Test
  void grantsAPersonOfTheClient() {
    LoginDecision<JwtGrant> decision = decide(Optional.of(NONCE), role -> {});

    assertThat(decision.reasons()).isEmpty();
    assertThat(decision.grant().orElseThrow().alias()).isEqualTo("ada");
    assertThat(decision.checks()).extracting(LoginCheck::name).doesNotHaveDuplicates();
    assertThat(decision.checks().toString()).doesNotContain(NONCE);
  }

  @Test
  void aTokenOfAnotherLoginIsRefused() {
    claims.put("nonce", NONCE + "x");
    assertThat(reasons()).containsExactly(JwtDenialReason.NONCE_MISMATCH);
    claims.put("nonce", 7);
    assertThat(reasons()).containsExactly(JwtDenialReason.NONCE_MISMATCH);
    claims.remove("nonce");
    assertThat(reasons()).containsExactly(JwtDenialReason.NONCE_MISMATCH);
    assertThat(decide(Optional.empty(), role -> {}).reasons()).isEmpty();
  }

  @Test
  void aTokenOfAnotherClientIsRefused() {
    claims.put("aud", "client-2");
    assertThat(reasons()).containsExactly(JwtDenialReason.CLIENT_MISMATCH);
    claims.put("aud", CLIENT.toUpperCase(Locale.ROOT));
    assertThat(reasons()).containsExactly(JwtDenialReason.CLIENT_MISMATCH);
    claims.remove("aud");
    assertThat(reasons()).containsExactly(JwtDenialReason.CLIENT_MISMATCH);
  }

  @Test
  void withSeveralAudiencesTheAuthorizedPartyIsTheClient() {
    claims.put("aud", List.of(CLIENT, "other"));
    assertThat(reasons()).containsExactly(JwtDenialReason.AUTHORIZED_PARTY_MISMATCH);
    claims.put("azp", "other");
    assertThat(reasons()).containsExactly(JwtDenialReason.AUTHORIZED_PARTY_MISMATCH);
    claims.put("azp", CLIENT);
    assertThat(reasons()).isEmpty();
  }

  @Test
  void anAuthorizedPartyThatIsNamedIsTheClient() {
    claims.put("azp", "other");
    assertThat(reasons()).containsExactly(JwtDenialReason.AUTHORIZED_PARTY_MISMATCH);
    claims.put("azp", 7);
    assertThat(reasons()).containsExactly(JwtDenialReason.AUTHORIZED_PARTY_MISMATCH);
  }

  @Test
  void audiencesOfTheRoleComeBesideTheClient() {
    assertThat(reasons(role -> role.audiences(List.of("other"))))
        .containsExactly(JwtDenialReason.AUDIENCE_MISMATCH);
    claims.put("aud", List.of(CLIENT, "other"));
    claims.put("azp", CLIENT);
    assertThat(reasons(role -> role.audiences(List.of("other")))).isEmpty();
  }

  @Test
  void anIdTokenEnds() {
    claims.remove("exp");
    assertThat(reasons()).containsExactly(JwtDenialReason.EXPIRY_MISSING);
    claims.put("exp", 0);
    assertThat(reasons()).containsExactly(JwtDenialReason.EXPIRY_MISSING);
    claims.put("exp", NOW.minusSeconds(61).getEpochSecond());
    assertThat(reasons()).containsExactly(JwtDenialReason.TOKEN_EXPIRED);
  }

  @Test
  void thePersonSignedInNotLongAgo() {
    Consumer<JwtRoleBuilder> hour = role -> role.maxAge(Duration.ofHours(1));
    assertThat(reasons(hour)).containsExactly(JwtDenialReason.SIGN_IN_TIME_MISSING);
    claims.put("auth_time", "yesterday");
    assertThat(reasons(hour)).containsExactly(JwtDenialReason.SIGN_IN_TIME_MISSING);
    claims.put("auth_time", NOW.minusSeconds(3_661).getEpochSecond());
    assertThat(reasons(hour)).containsExactly(JwtDenialReason.SIGN_IN_TOO_OLD);
    assertThat(reasons()).isEmpty();
    claims.put("auth_time", NOW.minusSeconds(3_660).getEpochSecond());
    assertThat(reasons(hour)).isEmpty();
    claims.put("auth_time", NOW.minusSeconds(3_601).getEpochSecond());
    assertThat(reasons(hour.andThen(role -> role.clockSkew(Duration.ofSeconds(-1)))))
        .containsExactly(JwtDenialReason.SIGN_IN_TOO_OLD);
  }

  @Test
  void whatTheRoleBindsIsCheckedToo() {
    BoundClaim group = new BoundClaim(List.of(ClaimScalar.of("operators")), false);
    assertThat(reasons(role -> role.claims(Map.of("groups", group))))
        .containsExactly(JwtDenialReason.BOUND_CLAIM_MISSING);
    assertThat(reasons(role -> role.subject("bob")))
        .containsExactly(JwtDenialReason.SUBJECT_NOT_BOUND);
    assertThat(reasons(role -> role.userClaim("email")))
        .containsExactly(JwtDenialReason.USER_CLAIM_MISSING);
  }

  @Test
  void theCallerReadsWhatHappenedWithoutValues() {
    claims.put("aud", "client-2");

    assertThat(reasons().get(0).asCallerSeesIt()).isEqualTo(JwtDenialReason.CLIENT_MISMATCH);
    assertThat(reasons().get(0).sentence()).doesNotContain("client-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"saml", "OIDC", ""})
  void otherNamesAreNoTypesOfRoles(String name) {
    assertThat(JwtRoleType.parse(name)).isEmpty();
  }
}
