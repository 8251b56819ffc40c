package io.azimuth.domain.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDecision;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.token.role.RoleName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KubernetesLoginPolicyTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final long SECONDS = NOW.getEpochSecond();
  private static final String PREFIX = "vault.hashicorp.com/alias-metadata-";
  private static final ServiceAccount WEB = new ServiceAccount("prod", "web", "u1", "");
  private static final TokenReviewStatus ACCEPTED =
      new TokenReviewStatus(
          true, "", "system:serviceaccount:prod:web", "u1", List.of("azimuth", "other"));

  private static ClaimSet claims(Map<String, ?> more) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", "https://kubernetes.default.svc.cluster.local");
    claims.put("sub", "system:serviceaccount:prod:web");
    claims.put("aud", List.of("azimuth"));
    claims.put("exp", SECONDS + 600);
    claims.put("iat", SECONDS);
    claims.put("nbf", SECONDS);
    claims.put(
        "kubernetes.io",
        Map.of("namespace", "prod", "serviceaccount", Map.of("name", "web", "uid", "u1")));
    claims.putAll(more);
    return ClaimSet.of(claims);
  }

  private static KubernetesRoleBuilder role() {
    return KubernetesRole.builder(new RoleName("web"))
        .names(List.of("web"))
        .namespaces(List.of("prod"))
        .audience("azimuth");
  }

  private static void failed(LoginCheck check, KubernetesDenial denial) {
    assertThat(check.denial()).contains(denial);
    assertThat(check.outcome()).isEqualTo("failed");
    assertThat(check.hint()).isNotEmpty();
  }

  private static void passed(LoginCheck check) {
    assertThat(check.outcome()).as(check.toString()).isEqualTo("passed");
  }

  // The token

  @Test
  void aTokenIsOneOfAServiceAccount() {
    passed(KubernetesLoginPolicy.token(claims(Map.of()), Optional.empty()));
    failed(
        KubernetesLoginPolicy.token(claims(Map.of("sub", "somebody")), Optional.empty()),
        KubernetesDenial.NOT_A_SERVICE_ACCOUNT);
  }

  @Test
  void theIssuerIsComparedLetterByLetter() {
    String issuer = "https://kubernetes.default.svc.cluster.local";
    passed(KubernetesLoginPolicy.token(claims(Map.of()), Optional.of(issuer)));
    failed(
        KubernetesLoginPolicy.token(claims(Map.of()), Optional.of(issuer + "/")),
        KubernetesDenial.ISSUER_MISMATCH);
  }

  // Its times

  @ParameterizedTest
  @CsvSource({"-59, true", "-60, false", "-61, false"})
  void aTokenEndsWithTheSkewOfTheClocks(long fromNow, boolean valid) {
    LoginCheck check =
        KubernetesLoginPolicy.validity(claims(Map.of("exp", SECONDS + fromNow)), NOW);

    assertThat(check.isFailed()).isEqualTo(!valid);
    if (!valid) {
      failed(check, KubernetesDenial.TOKEN_EXPIRED);
    }
  }

  @ParameterizedTest
  @CsvSource({"nbf, 60, true", "nbf, 61, false", "iat, 60, true", "iat, 61, false"})
  void aTokenBeginsWithTheSkewOfTheClocks(String time, long fromNow, boolean valid) {
    LoginCheck check = KubernetesLoginPolicy.validity(claims(Map.of(time, SECONDS + fromNow)), NOW);

    assertThat(check.isFailed()).isEqualTo(!valid);
    if (!valid) {
      failed(check, KubernetesDenial.TOKEN_NOT_YET_VALID);
    }
  }

  @Test
  void aTokenInASecretHasNoTimes() {
    passed(
        KubernetesLoginPolicy.validity(
            ClaimSet.of(Map.of("sub", "system:serviceaccount:prod:web")), NOW));
  }

  @ParameterizedTest
  @CsvSource({"exp", "nbf", "iat"})
  void aTimeThatIsNoNumberIsNoTime(String time) {
    failed(
        KubernetesLoginPolicy.validity(claims(Map.of(time, "tomorrow")), NOW),
        KubernetesDenial.TIME_MALFORMED);
  }

  // The answer of the API server

  private static LoginCheck review(List<String> audiences, TokenReviewStatus status) {
    return KubernetesLoginPolicy.review(WEB, audiences, status, "the token itself");
  }

  @Test
  void theApiServerAcceptsTheSameServiceAccount() {
    passed(review(List.of("azimuth"), ACCEPTED));
    failed(
        review(
            List.of(),
            new TokenReviewStatus(
                true, "", "system:serviceaccount:prod:web", "u2", List.of("azimuth"))),
        KubernetesDenial.REVIEW_IDENTITY_MISMATCH);
    failed(
        review(
            List.of(),
            new TokenReviewStatus(true, "", "system:serviceaccount:prod:other", "u1", List.of())),
        KubernetesDenial.REVIEW_IDENTITY_MISMATCH);
    failed(
        review(List.of(), new TokenReviewStatus(true, "", "prod:web", "u1", List.of())),
        KubernetesDenial.REVIEW_IDENTITY_MISMATCH);
  }

  @Test
  void anAnswerWithAnErrorIsARefusal() {
    failed(
        review(List.of(), new TokenReviewStatus(false, "", "", "", List.of())),
        KubernetesDenial.TOKEN_REVIEW_DENIED);
    TokenReviewStatus odd =
        new TokenReviewStatus(
            true, "[invalid bearer token]", "system:serviceaccount:prod:web", "u1", List.of());
    failed(review(List.of(), odd), KubernetesDenial.TOKEN_REVIEW_DENIED);
    assertThat(review(List.of(), odd).actual()).isEqualTo("[invalid bearer token]");
  }

  @Test
  void oneOfTheAudiencesIsConfirmed() {
    failed(review(List.of("third"), ACCEPTED), KubernetesDenial.REVIEW_AUDIENCE_MISMATCH);
    passed(review(List.of(), ACCEPTED));
    assertThat(KubernetesLoginPolicy.confirmed(List.of("azimuth", "third"), ACCEPTED))
        .containsExactly("azimuth");
    // The audiences of the API server itself are not those of a token without any.
    assertThat(KubernetesLoginPolicy.confirmed(List.of(), ACCEPTED)).isEmpty();
  }

  // The role

  private static List<Optional<LoginDenial>> bindings(KubernetesRoleBuilder role) {
    return checks(role, List.of("azimuth", "other"), Optional.empty()).stream()
        .map(LoginCheck::denial)
        .toList();
  }

  private static List<LoginCheck> checks(
      KubernetesRoleBuilder role, List<String> audiences, Optional<Map<String, String>> labels) {
    return KubernetesLoginPolicy.bindings(role.build().bindings(), WEB, audiences, labels);
  }

  private static boolean needsLabels(KubernetesRoleBuilder role) {
    return KubernetesLoginPolicy.needsLabels(role.build().bindings(), WEB, List.of("azimuth"));
  }

  @Test
  void theRoleBindsNameNamespaceAndAudience() {
    assertThat(bindings(role())).containsOnly(Optional.empty());
    assertThat(bindings(role().names(List.of("api")).namespaces(List.of("test")).audience("no")))
        .containsExactly(
            Optional.of(KubernetesDenial.NAME_NOT_BOUND),
            Optional.of(KubernetesDenial.NAMESPACE_NOT_BOUND),
            Optional.of(KubernetesDenial.AUDIENCE_MISMATCH));
  }

  @ParameterizedTest
  @CsvSource({
    "web, true",
    "WEB, false",
    "we, false",
    "webx, false",
    "'*', true",
    "w*, true",
    "*b, true",
    "w*x, false",
    "w?b, false"
  })
  void aStarStandsForAnyText(String pattern, boolean bound) {
    assertThat(bindings(role().names(List.of("api", pattern))).get(0).isEmpty()).isEqualTo(bound);
  }

  @Test
  void withoutAnAudienceTokensForAnyAreAdmitted() {
    LoginCheck check = checks(role().audience(""), List.of(), Optional.empty()).get(2);

    assertThat(check.outcome()).isEqualTo("skipped");
    failed(checks(role(), List.of(), Optional.empty()).get(2), KubernetesDenial.AUDIENCE_MISMATCH);
  }

  @Test
  void labelsOfTheNamespaceBindItWhereItsNameDoesNot() {
    KubernetesRoleBuilder role =
        role()
            .namespaces(List.of("test"))
            .namespaceSelector("{\"matchLabels\": {\"team\": \"blue\", \"stage\": \"prod\"}}");
    List<String> audiences = List.of("azimuth");

    LoginCheck selected =
        checks(
                role,
                audiences,
                Optional.of(Map.of("team", "blue", "stage", "prod", "owner", "somebody")))
            .get(1);
    passed(selected);
    assertThat(selected.expected()).isEqualTo("test, or labels stage=prod, team=blue");
    assertThat(selected.actual()).isEqualTo("prod, stage=prod, team=blue");
    LoginCheck other = checks(role, audiences, Optional.of(Map.of("team", "blue"))).get(1);
    failed(other, KubernetesDenial.NAMESPACE_NOT_BOUND);
    assertThat(other.actual()).isEqualTo("prod, team=blue");
    failed(
        checks(role, audiences, Optional.of(Map.of())).get(1),
        KubernetesDenial.NAMESPACE_NOT_BOUND);
    failed(checks(role, audiences, Optional.empty()).get(1), KubernetesDenial.NAMESPACE_NOT_BOUND);
  }

  @Test
  void labelsAreAskedForOnlyWhereTheyDecide() {
    String selector = "{\"matchLabels\": {\"team\": \"blue\"}}";

    assertThat(needsLabels(role().namespaces(List.of()).namespaceSelector(selector))).isTrue();
    assertThat(needsLabels(role().namespaceSelector(selector))).isFalse();
    assertThat(needsLabels(role().namespaces(List.of("test")))).isFalse();
    assertThat(
            needsLabels(
                role().names(List.of("api")).namespaces(List.of()).namespaceSelector(selector)))
        .isFalse();
  }

  // The decision

  private static KubernetesGrant granted(LoginDecision<KubernetesGrant> decision) {
    return decision.grant().orElseThrow(() -> new AssertionError(decision.checks().toString()));
  }

  @Test
  void aGrantNamesTheServiceAccount() {
    KubernetesGrant grant = granted(KubernetesLoginPolicy.decide(List.of(), role().build(), WEB));

    assertThat(grant.alias()).isEqualTo("u1");
    assertThat(grant.displayName()).isEqualTo("prod-web");
    assertThat(grant.metadata())
        .isEqualTo(
            Map.of(
                "service_account_uid", "u1",
                "service_account_name", "web",
                "service_account_namespace", "prod",
                "service_account_secret_name", ""));
    assertThat(grant.aliasMetadata()).isEqualTo(grant.metadata());
    assertThat(
            granted(
                    KubernetesLoginPolicy.decide(
                        List.of(), role().aliasNameSource("serviceaccount_name").build(), WEB))
                .alias())
        .isEqualTo("prod/web");
  }

  @Test
  void certainAnnotationsBecomeMetadataOfTheAlias() {
    KubernetesGrant grant =
        granted(
            KubernetesLoginPolicy.decide(
                List.of(),
                role().build(),
                WEB,
                Map.of(PREFIX + "team", "blue", "other/annotation", "x")));

    assertThat(grant.annotations()).isEqualTo(Map.of("team", "blue"));
    assertThat(grant.aliasMetadata())
        .containsEntry("team", "blue")
        .containsEntry("service_account_uid", "u1");
    assertThat(grant.metadata()).doesNotContainKey("team");
  }

  @Test
  void anAnnotationDoesNotReplaceWhatIsProved() {
    LoginDecision<KubernetesGrant> decision =
        KubernetesLoginPolicy.decide(
            List.of(), role().build(), WEB, Map.of(PREFIX + "service_account_name", "admin"));

    assertThat(decision.reasons()).containsExactly(KubernetesDenial.ANNOTATION_RESERVED);
  }

  @Test
  void annotationsAreBounded() {
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 61; i++) {
      many.put(PREFIX + "key-" + i, "x");
    }
    assertThat(KubernetesLoginPolicy.decide(List.of(), role().build(), WEB, many).reasons())
        .containsExactly(KubernetesDenial.ANNOTATION_UNUSABLE);
    many.remove(PREFIX + "key-0");
    assertThat(KubernetesLoginPolicy.decide(List.of(), role().build(), WEB, many).grant())
        .isPresent();
    assertThat(
            KubernetesLoginPolicy.decide(
                    List.of(), role().build(), WEB, Map.of(PREFIX + "k", "x".repeat(513)))
                .reasons())
        .containsExactly(KubernetesDenial.ANNOTATION_UNUSABLE);
  }

  @Test
  void aRefusalSkipsLaterChecks() {
    List<LoginCheck> made = new ArrayList<>();
    made.add(
        LoginCheck.failed(KubernetesCheckName.TOKEN, KubernetesDenial.TOKEN_MALFORMED, "", ""));

    LoginDecision<KubernetesGrant> decision = KubernetesLoginPolicy.refused(made);

    assertThat(decision.checks())
        .extracting(LoginCheck::name)
        .containsExactly(KubernetesCheckName.values());
    assertThat(decision.checks().subList(1, 8))
        .allMatch(check -> check.outcome().equals("skipped"));
    assertThat(KubernetesLoginPolicy.decide(made, role().build(), WEB).grant()).isEmpty();
  }

  // What a caller reads

  @Test
  void aStrangerReadsOneReasonForAllCauses() {
    assertThat(
            Arrays.stream(KubernetesDenial.values())
                .filter(it -> it.asCallerSeesIt() == KubernetesDenial.TOKEN_NOT_ACCEPTED))
        .containsExactly(
            KubernetesDenial.TOKEN_NOT_ACCEPTED,
            KubernetesDenial.TOKEN_MALFORMED,
            KubernetesDenial.ALGORITHM_NOT_ALLOWED,
            KubernetesDenial.KEY_UNKNOWN,
            KubernetesDenial.SIGNATURE_INVALID,
            KubernetesDenial.ISSUER_MISMATCH,
            KubernetesDenial.NOT_A_SERVICE_ACCOUNT,
            KubernetesDenial.TOKEN_REVIEW_DENIED,
            KubernetesDenial.REVIEWER_UNAUTHORIZED,
            KubernetesDenial.REVIEWER_FORBIDDEN,
            KubernetesDenial.REVIEW_AUDIENCE_MISMATCH,
            KubernetesDenial.REVIEW_IDENTITY_MISMATCH);
  }

  @ParameterizedTest
  @EnumSource(TokenRejection.class)
  void everyRejectionOfASignatureReadsTheSame(TokenRejection rejection) {
    assertThat(KubernetesDenial.of(rejection).asCallerSeesIt())
        .isEqualTo(KubernetesDenial.TOKEN_NOT_ACCEPTED);
  }
}
