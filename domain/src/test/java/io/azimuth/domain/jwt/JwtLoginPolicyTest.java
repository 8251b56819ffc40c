package io.azimuth.domain.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.ClaimScalar;
import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.SignedClaims;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDecision;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.token.role.RoleName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwtLoginPolicyTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final Map<String, Object> claims =
      new HashMap<>(
          Map.of(
              "iss", "https://idp.example/",
              "sub", "repo:octo-org/octo-repo:ref:refs/heads/main",
              "aud", "https://azimuth.example",
              "exp", NOW.plusSeconds(300).getEpochSecond(),
              "iat", NOW.getEpochSecond()));

  private LoginDecision<JwtGrant> decide(Consumer<JwtRoleBuilder> change) {
    JwtRoleBuilder role =
        JwtRole.builder(RoleName.parse("web").orElseThrow())
            .audiences(List.of("https://azimuth.example"))
            .userClaim("sub");
    change.accept(role);
    assertThat(role.problems()).isEmpty();
    return JwtLoginPolicy.decide(
        List.of(), role.build(), new SignedClaims(ClaimSet.of(claims)), NOW);
  }

  private List<LoginDenial> reasons(Consumer<JwtRoleBuilder> change) {
    return decide(change).reasons();
  }

  private static BoundClaim oneOf(String... values) {
    return new BoundClaim(List.of(values).stream().map(ClaimScalar::of).toList(), true);
  }

  @Test
  void aNullIsNoValueThatARoleCouldBind() {
    Map<String, Object> inner = new HashMap<>();
    inner.put("team", null);
    claims.put("org", inner);
    assertThat(reasons(role -> role.claims(Map.of("/org/team", oneOf("")))))
        .containsExactly(JwtDenialReason.BOUND_CLAIM_MISSING);

    claims.put("teams", Arrays.asList(null, "web"));
    assertThat(reasons(role -> role.claims(Map.of("/teams/0", oneOf("web")))))
        .containsExactly(JwtDenialReason.BOUND_CLAIM_MISSING);
    assertThat(reasons(role -> role.claims(Map.of("teams", oneOf("web")))))
        .containsExactly(JwtDenialReason.BOUND_CLAIM_UNUSABLE);
  }

  @Test
  void grantsWhatIsBound() {
    LoginDecision<JwtGrant> decision = decide(role -> {});

    assertThat(decision.reasons()).isEmpty();
    assertThat(decision.grant().orElseThrow().alias())
        .isEqualTo("repo:octo-org/octo-repo:ref:refs/heads/main");
    assertThat(decision.checks()).extracting(LoginCheck::name).doesNotHaveDuplicates();
  }

  @Test
  void comparesTheSubjectWhole() {
    String subject = "repo:octo-org/octo-repo:ref:refs/heads/main";

    assertThat(reasons(role -> role.subject(subject))).isEmpty();
    assertThat(reasons(role -> role.subject(subject + "2")))
        .containsExactly(JwtDenialReason.SUBJECT_NOT_BOUND);
    claims.remove("sub");
    assertThat(reasons(role -> role.subject(subject)))
        .containsExactly(JwtDenialReason.SUBJECT_NOT_BOUND, JwtDenialReason.USER_CLAIM_MISSING);
  }

  @Test
  void anAudienceMustBeBoundWhenTheTokenHasOne() {
    assertThat(reasons(role -> role.audiences(List.of()).subject(text("sub"))))
        .containsExactly(JwtDenialReason.AUDIENCE_NOT_BOUND);

    claims.put("aud", List.of());
    assertThat(reasons(role -> role.audiences(List.of()).subject(text("sub")))).isEmpty();
    claims.put("aud", "");
    assertThat(reasons(role -> role.audiences(List.of()).subject(text("sub")))).isEmpty();
    claims.remove("aud");
    assertThat(reasons(role -> role.audiences(List.of()).subject(text("sub")))).isEmpty();
    assertThat(reasons(role -> {})).containsExactly(JwtDenialReason.AUDIENCE_MISMATCH);
  }

  @Test
  void oneOfSeveralAudiencesIsEnoughAndNoPartOfOne() {
    claims.put("aud", List.of("other", "https://azimuth.example"));
    assertThat(reasons(role -> {})).isEmpty();
    claims.put("aud", "https://azimuth.example/");
    assertThat(reasons(role -> {})).containsExactly(JwtDenialReason.AUDIENCE_MISMATCH);
    claims.put("aud", "HTTPS://azimuth.example");
    assertThat(reasons(role -> {})).containsExactly(JwtDenialReason.AUDIENCE_MISMATCH);
  }

  @Test
  void boundClaimsAreComparedWholeAndByKind() {
    claims.put("namespace_id", "4");
    claims.put("ref_protected", "true");
    claims.put("level", new BigDecimal("4.0"));
    claims.put("flag", true);

    assertThat(bound("namespace_id", ClaimScalar.of("4"))).isEmpty();
    assertThat(bound("namespace_id", ClaimScalar.of(new BigDecimal(4))))
        .containsExactly(JwtDenialReason.BOUND_CLAIM_MISMATCH);
    assertThat(bound("level", ClaimScalar.of(new BigDecimal(4)))).isEmpty();
    assertThat(bound("flag", ClaimScalar.of(true))).isEmpty();
    assertThat(bound("flag", ClaimScalar.of("true")))
        .containsExactly(JwtDenialReason.BOUND_CLAIM_MISMATCH);
    assertThat(bound("ref_protected", ClaimScalar.of("tru*")))
        .containsExactly(JwtDenialReason.BOUND_CLAIM_MISMATCH);
    assertThat(bound("nothing", ClaimScalar.of("x")))
        .containsExactly(JwtDenialReason.BOUND_CLAIM_MISSING);
  }

  private List<LoginDenial> bound(String claim, ClaimScalar value) {
    return reasons(role -> role.claims(Map.of(claim, new BoundClaim(List.of(value), false))));
  }

  @Test
  void allBoundClaimsAndOneValueOfEachMustFit() {
    claims.put("groups", List.of("ops", "dev"));
    claims.put("project_path", "mygroup/myproject");

    assertThat(
            reasons(
                role ->
                    role.claims(
                        Map.of(
                            "groups", oneOf("nobody", "dev"),
                            "project_path", oneOf("mygroup/myproject")))))
        .isEmpty();
    assertThat(
            reasons(
                role ->
                    role.claims(
                        Map.of("groups", oneOf("dev"), "project_path", oneOf("mygroup/other")))))
        .containsExactly(JwtDenialReason.BOUND_CLAIM_MISMATCH);
  }

  @ParameterizedTest
  @CsvSource({
    "refs/heads/*, refs/heads/main, true",
    "refs/heads/*, refs/tags/main, false",
    "*, anything, true",
    "a*c, abbc, true",
    "a*c, abbd, false",
    "refs/heads/main, refs/heads/main, true"
  })
  void aStarOfAGlobStandsForAnyText(String pattern, String value, boolean fits) {
    claims.put("ref", value);

    assertThat(
            reasons(role -> role.claims(Map.of("ref", oneOf(pattern))).claimsType("glob"))
                .isEmpty())
        .isEqualTo(fits);
  }

  @Test
  void aPointerFindsMembersPlacesAndEscapedNames() {
    claims.put(
        "kubernetes.io",
        Map.of("serviceaccount", Map.of("name", "web"), "a/b~c", List.of("x", "y")));

    assertThat(bound("/kubernetes.io/serviceaccount/name", ClaimScalar.of("web"))).isEmpty();
    assertThat(bound("/kubernetes.io/a~1b~0c/1", ClaimScalar.of("y"))).isEmpty();
    assertThat(bound("/kubernetes.io/a~1b~0c/2", ClaimScalar.of("y")))
        .containsExactly(JwtDenialReason.BOUND_CLAIM_MISSING);
    assertThat(bound("/kubernetes.io/serviceaccount", ClaimScalar.of("web")))
        .containsExactly(JwtDenialReason.BOUND_CLAIM_UNUSABLE);
    assertThat(bound("kubernetes.io/serviceaccount/name", ClaimScalar.of("web")))
        .containsExactly(JwtDenialReason.BOUND_CLAIM_MISSING);
  }

  @Test
  void theUserClaimIsAPointerOnlyWhenTheRoleSaysSo() {
    claims.put("/user/name", "by-name");
    claims.put("user", Map.of("name", "by-pointer"));

    assertThat(alias(role -> role.userClaim("/user/name"))).isEqualTo("by-name");
    assertThat(alias(role -> role.userClaim("/user/name").userIsPointer(true)))
        .isEqualTo("by-pointer");
  }

  private String alias(Consumer<JwtRoleBuilder> change) {
    return decide(change).grant().orElseThrow().alias();
  }

  @Test
  void theUserClaimIsATextThatCanNameAnAlias() {
    claims.put("id", 7);
    assertThat(reasons(role -> role.userClaim("id")))
        .containsExactly(JwtDenialReason.USER_CLAIM_UNUSABLE);
    claims.put("id", "");
    assertThat(reasons(role -> role.userClaim("id")))
        .containsExactly(JwtDenialReason.USER_CLAIM_UNUSABLE);
    claims.put("id", "x".repeat(512));
    assertThat(reasons(role -> role.userClaim("id"))).isEmpty();
    claims.put("id", "x".repeat(513));
    assertThat(reasons(role -> role.userClaim("id")))
        .containsExactly(JwtDenialReason.USER_CLAIM_UNUSABLE);
  }

  @Test
  void whatBecomesANameHasNoControlCharacters() {
    claims.put("id", "a\nb");
    claims.put("groups", List.of("a\u0000"));
    assertThat(reasons(role -> role.userClaim("id").groupsClaim("groups")))
        .containsExactly(
            JwtDenialReason.USER_CLAIM_UNUSABLE, JwtDenialReason.GROUPS_CLAIM_UNUSABLE);
    claims.put("id", "ä".repeat(256));
    assertThat(reasons(role -> role.userClaim("id"))).isEmpty();
    assertThat(reasons(role -> role.metadata(Map.of("id", "id")))).isEmpty();
    claims.put("id", "ä".repeat(257));
    assertThat(reasons(role -> role.userClaim("id").metadata(Map.of("id", "id"))))
        .containsExactly(
            JwtDenialReason.USER_CLAIM_UNUSABLE, JwtDenialReason.CLAIM_MAPPING_UNUSABLE);
  }

  @Test
  void groupsAreAListOfTextsOrOne() {
    claims.put("groups", List.of("ops", "", "ops", "dev"));
    assertThat(decide(role -> role.groupsClaim("groups")).grant().orElseThrow().groups())
        .containsExactly("ops", "dev");
    claims.put("groups", "ops");
    assertThat(decide(role -> role.groupsClaim("groups")).grant().orElseThrow().groups())
        .containsExactly("ops");
    claims.put("groups", List.of("ops", 7));
    assertThat(reasons(role -> role.groupsClaim("groups")))
        .containsExactly(JwtDenialReason.GROUPS_CLAIM_UNUSABLE);
    assertThat(reasons(role -> role.groupsClaim("roles")))
        .containsExactly(JwtDenialReason.GROUPS_CLAIM_MISSING);
  }

  @Test
  void claimsBecomeMetadataWhereTheyAreThere() {
    claims.put("project_id", 22);
    claims.put("ci", Map.of("job", "build"));

    assertThat(
            decide(
                    role ->
                        role.metadata(
                            Map.of("project_id", "project", "/ci/job", "job", "none", "none")))
                .grant()
                .orElseThrow()
                .metadata())
        .isEqualTo(Map.of("project", "22", "job", "build"));
    assertThat(reasons(role -> role.metadata(Map.of("ci", "ci"))))
        .containsExactly(JwtDenialReason.CLAIM_MAPPING_UNUSABLE);
  }

  @Test
  void timesHaveTheLeewayOfClocks() {
    claims.put("exp", NOW.minusSeconds(60).getEpochSecond());
    assertThat(reasons(role -> {})).isEmpty();
    claims.put("exp", NOW.minusSeconds(61).getEpochSecond());
    assertThat(reasons(role -> {})).containsExactly(JwtDenialReason.TOKEN_EXPIRED);
    assertThat(reasons(role -> role.clockSkew(Duration.ofSeconds(61)))).isEmpty();
    claims.put("exp", NOW.minusSeconds(1).getEpochSecond());
    assertThat(reasons(role -> role.clockSkew(Duration.ofSeconds(-1))))
        .containsExactly(JwtDenialReason.TOKEN_EXPIRED);
    claims.put("exp", NOW.plusSeconds(300).getEpochSecond());
    claims.put("nbf", NOW.plusSeconds(60).getEpochSecond());
    assertThat(reasons(role -> {})).isEmpty();
    claims.put("nbf", NOW.plusSeconds(61).getEpochSecond());
    assertThat(reasons(role -> {})).containsExactly(JwtDenialReason.TOKEN_NOT_YET_VALID);
    claims.remove("nbf");
    claims.put("iat", NOW.plusSeconds(61).getEpochSecond());
    assertThat(reasons(role -> {})).containsExactly(JwtDenialReason.TOKEN_NOT_YET_VALID);
  }

  @Test
  void aTokenWithoutAnExpiryEndsSomeTimeAfterItBegan() {
    claims.remove("exp");
    claims.put("iat", NOW.minusSeconds(210).getEpochSecond());
    assertThat(reasons(role -> {})).isEmpty();
    claims.put("iat", NOW.minusSeconds(211).getEpochSecond());
    assertThat(reasons(role -> {})).containsExactly(JwtDenialReason.TOKEN_EXPIRED);
    assertThat(reasons(role -> role.expiration(Duration.ofSeconds(151)))).isEmpty();
  }

  @Test
  void aTokenWithoutABeginningBeginsSomeTimeBeforeItEnds() {
    claims.remove("iat");
    claims.put("exp", NOW.plusSeconds(210).getEpochSecond());
    assertThat(reasons(role -> {})).isEmpty();
    claims.put("exp", NOW.plusSeconds(211).getEpochSecond());
    assertThat(reasons(role -> {})).containsExactly(JwtDenialReason.TOKEN_NOT_YET_VALID);
    assertThat(reasons(role -> role.notBefore(Duration.ofSeconds(151)))).isEmpty();
  }

  @Test
  void aTokenNeedsATimeAndTimesAreNumbers() {
    claims.remove("iat");
    claims.remove("exp");
    assertThat(reasons(role -> {})).containsExactly(JwtDenialReason.TIMES_MISSING);
    claims.put("exp", "tomorrow");
    assertThat(reasons(role -> {})).containsExactly(JwtDenialReason.TIME_MALFORMED);
    claims.put("exp", new BigDecimal("1e99"));
    assertThat(reasons(role -> {})).containsExactly(JwtDenialReason.TIME_MALFORMED);
  }

  private String text(String claim) {
    return String.valueOf(claims.get(claim));
  }
}
