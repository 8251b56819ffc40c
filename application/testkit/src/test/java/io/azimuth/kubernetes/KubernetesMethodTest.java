package io.azimuth.kubernetes;

import static io.azimuth.kubernetes.ClusterFixture.ACCOUNT;
import static io.azimuth.kubernetes.ClusterFixture.AUTHORITY;
import static io.azimuth.kubernetes.ClusterFixture.HOST;
import static io.azimuth.kubernetes.ClusterFixture.NOW;
import static io.azimuth.kubernetes.ClusterFixture.OTHER_AUTHORITY;
import static io.azimuth.kubernetes.ClusterFixture.REVIEWS;
import static io.azimuth.kubernetes.ClusterFixture.accepted;
import static io.azimuth.kubernetes.ClusterFixture.answer;
import static io.azimuth.kubernetes.ClusterFixture.claims;
import static io.azimuth.kubernetes.ClusterFixture.claimsInSecret;
import static io.azimuth.kubernetes.ClusterFixture.token;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.remote.CallLimit;
import io.azimuth.spi.web.TrustedCertificates;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebRequest;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesMethodTest {

  private static final String CONFIG = "auth/kubernetes/config";
  private static final String ROLE = "auth/kubernetes/role/web";
  private static final String LOGIN = "auth/kubernetes/login";
  private static final String JWT = token(claims(Map.of()));
  private static final String ANNOTATION = "vault.hashicorp.com/alias-metadata-";

  private final TestServer server =
      TestServer.with(new KubernetesAuthMethodFactory(), TestServer.NO_SETTINGS);
  private final String root = server.initialize();

  @BeforeEach
  void configure() {
    done(server.write(root, "sys/auth/kubernetes", Map.of("type", "kubernetes")));
    config(Map.of());
    done(
        server.write(
            root,
            ROLE,
            Map.of(
                "bound_service_account_names", "web",
                "bound_service_account_namespaces", "prod",
                "audience", "azimuth",
                "token_policies", "web",
                "token_ttl", "1h")));
    server.web().answer(REVIEWS, request -> accepted());
  }

  private void config(Map<String, ?> more) {
    Map<String, Object> config = new HashMap<>();
    config.put("kubernetes_host", HOST);
    config.put("token_reviewer_jwt", "reviewer");
    config.putAll(more);
    done(server.write(root, CONFIG, config));
  }

  private void review(WebAnswer reply) {
    server.web().answer(REVIEWS, request -> reply);
  }

  private Answer login() {
    return login("web", JWT);
  }

  private Answer login(String role, String jwt) {
    return server.write("", LOGIN, Map.of("role", role, "jwt", jwt));
  }

  private static String refused(Answer answer, ErrorCategory category) {
    Refusal refusal = refusal(answer);
    assertThat(refusal.category()).isEqualTo(category);
    return String.join("; ", refusal.errors());
  }

  private static String invalid(Answer answer) {
    return refused(answer, ErrorCategory.INVALID_REQUEST);
  }

  private static String denied(Answer answer) {
    return refused(answer, ErrorCategory.PERMISSION_DENIED);
  }

  private static void notAccepted(Answer answer) {
    assertThat(denied(answer))
        .isEqualTo("permission denied: the token was not accepted [token_not_accepted]");
  }

  private Map<String, Value> explained(String jwt) {
    return data(server.write(root, LOGIN + "/explain", Map.of("role", "web", "jwt", jwt)));
  }

  // Login

  @Test
  void aPodGetsATokenOfTheRole() {
    Auth auth = envelope(login()).auth().orElseThrow();

    assertThat(auth.policies()).containsExactly("default", "web");
    assertThat(auth.lease()).isEqualTo(Duration.ofHours(1));
    assertThat(auth.entityId()).isNotEmpty();
    assertThat(auth.metadata())
        .isEqualTo(
            Map.of(
                "role", "web",
                "service_account_name", "web",
                "service_account_namespace", "prod",
                "service_account_secret_name", "",
                "service_account_uid", "u1"));
    assertThat(data(server.read(auth.clientToken().expose(), "auth/token/lookup-self")))
        .containsEntry("display_name", Value.of("kubernetes-prod-web"))
        .containsEntry("path", Value.of(LOGIN));
  }

  @Test
  void theApiServerIsAskedAboutTheTokenForItsAudiences() {
    config(Map.of("kubernetes_ca_cert", AUTHORITY, "kubernetes_host", HOST + "/"));
    assertThat(clientToken(login())).isNotEmpty();

    WebRequest question = ClusterFixture.question(server.web(), REVIEWS);
    assertThat(question.method()).isEqualTo(WebRequest.Method.POST);
    assertThat(question.trusted()).contains(TrustedCertificates.parse(AUTHORITY).orElseThrow());
    assertThat(question.headers())
        .containsEntry("Authorization", SecretText.of("Bearer reviewer"))
        .containsEntry("Content-Type", SecretText.of("application/json"));
    assertThat(ClusterFixture.body(question))
        .isEqualTo(
            Value.Obj.builder()
                .put("apiVersion", "authentication.k8s.io/v1")
                .put("kind", "TokenReview")
                .put(
                    "spec",
                    Value.Obj.builder()
                        .put("token", JWT)
                        .put("audiences", List.of("azimuth"))
                        .build())
                .build());
  }

  @Test
  void aTokenInASecretIsAdmittedByARoleWithoutAnAudience() {
    String jwt = token(claimsInSecret());
    assertThat(denied(login("web", jwt))).contains("[audience_mismatch]");
    envelope(server.write(root, ROLE, Map.of("audience", "")));

    Auth auth = envelope(login("web", jwt)).auth().orElseThrow();

    assertThat(auth.metadata()).containsEntry("service_account_secret_name", "web-token-t5pcn");
    assertThat(
            ((Value.Obj) ClusterFixture.body(server.web().received().get(0)).get("spec").get())
                .get("audiences"))
        .isEmpty();
  }

  @Test
  void aRequestThatIsIncompleteIsInvalid() {
    assertThat(invalid(server.write("", LOGIN, Map.of("jwt", JWT)))).isEqualTo("missing role");
    assertThat(invalid(server.write("", LOGIN, Map.of("role", "web")))).isEqualTo("missing jwt");
    assertThat(invalid(login("none", JWT))).isEqualTo("invalid role name \"none\"");
    done(server.write(root, "sys/auth/empty", Map.of("type", "kubernetes")));
    assertThat(invalid(server.write("", "auth/empty/login", Map.of("role", "web", "jwt", JWT))))
        .isEqualTo("could not load backend configuration");
  }

  @Test
  void aStrangerLearnsNeitherRolesNorReasons() {
    review(ClusterFixture.denied());

    notAccepted(login("web", JWT));
    notAccepted(login("none", JWT));
  }

  static Stream<Map<String, ?>> tokensOfNobody() {
    return Stream.of(
        Map.of("sub", "somebody"),
        Map.of("kubernetes.io", Map.of()),
        Map.of("kubernetes.io", "text"),
        Map.of("kubernetes.io", Map.of("namespace", "prod", "serviceaccount", "web")));
  }

  @ParameterizedTest
  @MethodSource("tokensOfNobody")
  void theApiServerIsNotAskedAboutWhatCannotBeAccepted(Map<String, ?> shape) {
    notAccepted(login("web", token(claims(shape))));

    assertThat(server.web().received()).isEmpty();
  }

  @Test
  void theApiServerIsNotAskedAboutGarbageOrOldTokens() {
    notAccepted(login("web", "no token"));
    notAccepted(login("web", "eyJ0.bm90IEpTT04.c2ln"));
    notAccepted(login("web", "eyJ0.W10.c2ln"));
    assertThat(denied(login("web", token(claims(Map.of("exp", NOW - 3_600))))))
        .isEqualTo("permission denied: the token has expired [token_expired]");

    assertThat(server.web().received()).isEmpty();
  }

  @Test
  void theCallerReadsReasonsButNoBoundValues() {
    done(
        server.write(
            root,
            ROLE,
            Map.of(
                "bound_service_account_names", "api-*",
                "bound_service_account_namespaces", "secret-project")));

    assertThat(denied(login()))
        .isEqualTo(
            "permission denied: the role does not admit this service account name"
                + " [name_not_bound]; permission denied: the role does not admit this namespace"
                + " [namespace_not_bound]");
  }

  @Test
  void anAudienceThatTheApiServerDidNotConfirmIsNone() {
    server
        .web()
        .answer(
            REVIEWS,
            request ->
                answer(
                    201,
                    "{\"kind\":\"TokenReview\",\"status\":{\"authenticated\":true,\"user\":{"
                        + "\"username\":\"system:serviceaccount:prod:web\",\"uid\":\"u1\"},"
                        + "\"audiences\":[\"other\"]}}"));

    notAccepted(login());
    assertThat(denied(login("web", token(claims(Map.of("aud", List.of("azimuth", "other")))))))
        .contains("[audience_mismatch]");
  }

  @Test
  void aTokenOfAnotherAddressIsRefused() {
    done(server.write(root, ROLE, Map.of("token_bound_cidrs", "198.51.100.0/24")));

    assertThat(denied(login())).contains("[address_not_bound]").doesNotContain("198.51");
    server.comeFrom("198.51.100.7");
    assertThat(clientToken(login())).isNotEmpty();
  }

  // The answers of the API server

  @ParameterizedTest
  @CsvSource({"200", "201"})
  void bothStatusesOfAReviewCount(int status) {
    review(new WebAnswer(status, accepted().headers(), accepted().body()));

    assertThat(clientToken(login())).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"prod:other, u1", "other:web, u1", "prod:web, u2", "prod:web:more, u1", "prod, u1"})
  void anotherServiceAccountThanTheTokenNamesIsRefused(String name, String uid) {
    review(
        answer(
            201,
            "{\"kind\":\"TokenReview\",\"status\":{\"authenticated\":true,\"user\":{"
                + "\"username\":\"system:serviceaccount:"
                + name
                + "\",\"uid\":\""
                + uid
                + "\"},\"audiences\":[\"azimuth\"]}}"));

    notAccepted(login());
    assertThat(explained(JWT).get("checks").toString()).contains("review_identity_mismatch");
  }

  @ParameterizedTest
  @CsvSource({"429", "500", "503"})
  void anApiServerThatIsAwayIsNoRefusal(int status) {
    review(answer(status, "{\"kind\":\"Status\",\"status\":\"Failure\"}"));

    assertThat(refused(login(), ErrorCategory.UPSTREAM_UNAVAILABLE))
        .isEqualTo("the identity provider cannot be reached");
    assertThat(refusal(login()).retryAfter()).isPresent();
  }

  @Test
  void anApiServerThatDoesNotAnswerIsNoRefusal() {
    server.web().breakDown();

    assertThat(refusal(login()).category()).isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
    assertThat(explained(JWT).get("checks").toString()).contains("cannot be reached");
  }

  @Test
  void anAddressWithForgedTokensLeavesRoomToOthers() {
    server.web().hang(REVIEWS);
    server.comeFrom("198.51.100.7");
    Value.Obj forged = Values.of(Map.of("role", "web", "jwt", JWT));
    for (int i = 0; i < CallLimit.MOST_OF_CLIENT; i++) {
      var unused = server.send(server.request(Operation.WRITE, "", LOGIN, maxBytes -> forged));
    }
    review(accepted());

    assertThat(refusal(login()).category()).isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
    assertThat(server.web().received()).hasSize(CallLimit.MOST_OF_CLIENT);
    server.comeFrom("198.51.100.8");
    assertThat(clientToken(login())).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "201 | not JSON",
        "201 | {}",
        "201 | {\"kind\":\"TokenReview\",\"status\":null}",
        "201 | {\"kind\":\"Status\",\"status\":\"Failure\"}",
        "201 | {\"kind\":\"Status\",\"status\":{\"authenticated\":true}}",
        "302 | {}",
        "404 | {}",
        "400 | {}"
      })
  void anAnswerThatIsNoReviewIsUnusable(int status, String json) {
    review(answer(status, json));

    assertThat(refused(login(), ErrorCategory.UPSTREAM_UNUSABLE))
        .isEqualTo("the identity provider gave an answer that cannot be used");
  }

  @Test
  void anAnswerThatIsNeitherYesNorNoIsNo() {
    for (String authenticated : List.of("null", "\"true\"", "1", "false")) {
      review(
          answer(
              201,
              "{\"kind\":\"TokenReview\",\"status\":{\"authenticated\":"
                  + authenticated
                  + ",\"user\":{\"username\":\"system:serviceaccount:prod:web\",\"uid\":\"u1\"},"
                  + "\"audiences\":[\"azimuth\"]}}"));
      notAccepted(login());
    }
  }

  // Who asks the API server

  private String bearer() {
    assertThat(clientToken(login())).isNotEmpty();
    WebRequest last = server.web().received().get(server.web().received().size() - 1);
    return last.headers().get("Authorization").expose();
  }

  @Test
  void outsideOfAPodTheTokenReviewsItself() {
    config(Map.of("token_reviewer_jwt", ""));

    assertThat(bearer()).isEqualTo("Bearer " + JWT);
  }

  @Test
  void inAPodItsServiceAccountReviewsOnItsOwnCluster() {
    config(Map.of("token_reviewer_jwt", ""));
    server.pod().mount("of-the-pod", AUTHORITY);

    assertThat(bearer()).isEqualTo("Bearer of-the-pod");
    assertThat(ClusterFixture.question(server.web(), REVIEWS).trusted())
        .contains(TrustedCertificates.parse(AUTHORITY).orElseThrow());
    config(Map.of("token_reviewer_jwt", "", "kubernetes_ca_cert", AUTHORITY.strip()));
    assertThat(bearer()).isEqualTo("Bearer of-the-pod");
  }

  @Test
  void theTokenOfThePodIsNotShownToOthers() {
    server.pod().mount("of-the-pod", AUTHORITY);
    config(Map.of("token_reviewer_jwt", "", "kubernetes_ca_cert", OTHER_AUTHORITY));
    assertThat(bearer()).isEqualTo("Bearer " + JWT);
    config(Map.of("token_reviewer_jwt", "", "kubernetes_ca_cert", AUTHORITY + OTHER_AUTHORITY));
    assertThat(bearer()).isEqualTo("Bearer " + JWT);
    config(Map.of("token_reviewer_jwt", "", "disable_local_ca_jwt", true));
    assertThat(bearer()).isEqualTo("Bearer " + JWT);
    config(Map.of());
    assertThat(bearer()).isEqualTo("Bearer reviewer");
  }

  @ParameterizedTest
  @CsvSource({"401, reviewer_unauthorized", "403, reviewer_forbidden"})
  void aTokenThatMayNotReviewItselfIsRefused(int status, String reason) {
    config(Map.of("token_reviewer_jwt", ""));
    review(answer(status, "{\"kind\":\"Status\",\"status\":\"Failure\"}"));

    notAccepted(login());
    assertThat(explained(JWT).get("checks").toString()).contains(reason);
  }

  @ParameterizedTest
  @CsvSource({"401, has expired", "403, system:auth-delegator"})
  void aReviewerThatIsRefusedIsTheOperatorsTask(int status, String hint) {
    review(answer(status, "{\"kind\":\"Status\",\"status\":\"Failure\"}"));

    assertThat(refusal(login()).category()).isEqualTo(ErrorCategory.UPSTREAM_UNUSABLE);
    assertThat(explained(JWT).get("checks").toString())
        .contains(hint, "token_reviewer_jwt")
        .doesNotContain("Bearer");
  }

  // Keys

  private void onlyKeys() {
    Answer written = server.write(root, CONFIG, Map.of("pem_keys", List.of(AUTHORITY)));
    assertThat(envelope(written).warnings())
        .singleElement()
        .asString()
        .startsWith("kubernetes_host is not set");
  }

  @Test
  void keysAloneProveAToken() {
    onlyKeys();
    server.verifier().accept(JWT, TestServer.START, claims(Map.of()));

    assertThat(clientToken(login())).isNotEmpty();
    assertThat(server.web().received()).isEmpty();
    assertThat(explained(JWT).get("checks").toString()).contains("the signature alone proves");
  }

  @Test
  void aTokenThatNoKeySignedIsRefused() {
    onlyKeys();
    notAccepted(login());
    server.verifier().reject(JWT, TokenRejection.KEY_UNKNOWN, claims(Map.of()));
    notAccepted(login());
    assertThat(explained(JWT).get("checks").toString()).contains("key_unknown");
  }

  @Test
  void keysKeepForgedTokensFromTheApiServer() {
    config(Map.of("pem_keys", List.of(AUTHORITY)));
    notAccepted(login());
    assertThat(server.web().received()).isEmpty();

    server.verifier().accept(JWT, TestServer.START, claims(Map.of()));
    assertThat(clientToken(login())).isNotEmpty();
    review(ClusterFixture.denied());
    notAccepted(login());
  }

  @Test
  void timesCountWithKeysAlone() {
    onlyKeys();
    server.verifier().accept(JWT, TestServer.START, claims(Map.of("exp", NOW - 60)));

    assertThat(denied(login())).contains("[token_expired]");
  }

  @Test
  void theIssuerIsCheckedWhereAnOperatorWantsIt() {
    config(Map.of("issuer", "https://other.example"));
    assertThat(clientToken(login())).isNotEmpty();
    config(Map.of("issuer", "https://other.example", "disable_iss_validation", false));
    notAccepted(login());
    config(
        Map.of(
            "issuer",
            "https://kubernetes.default.svc.cluster.local",
            "disable_iss_validation",
            false));
    assertThat(clientToken(login())).isNotEmpty();
    // The Terraform provider sends this where nobody wrote an issuer.
    config(Map.of("disable_iss_validation", false));
    assertThat(clientToken(login())).isNotEmpty();
  }

  // Annotations

  private void annotations(String annotations) {
    config(Map.of("use_annotations_as_alias_metadata", true));
    server
        .web()
        .answer(
            ACCOUNT,
            request ->
                answer(
                    200,
                    "{\"kind\":\"ServiceAccount\",\"metadata\":{\"name\":\"web\",\"annotations\":"
                        + annotations
                        + "}}"));
  }

  @Test
  void annotationsBecomeMetadataOfTheAlias() {
    annotations("{\"" + ANNOTATION + "team\":\"blue\",\"other\":\"x\"}");

    Auth auth = envelope(login()).auth().orElseThrow();

    assertThat(auth.metadata()).doesNotContainKey("team");
    assertThat(data(server.read(root, "identity/entity/id/" + auth.entityId())).toString())
        .contains("team", "blue", "service_account_uid");
    assertThat(ClusterFixture.question(server.web(), ACCOUNT).headers())
        .containsEntry("Authorization", SecretText.of("Bearer reviewer"));
  }

  @Test
  void aRepeatedRunAsksTheApiServerNothingAgain() {
    annotations("{\"" + ANNOTATION + "team\":\"blue\"}");
    server.store().awaitCommits();
    server.store().endCommitsWith(CommitOutcome.CONFLICT);

    assertThat(clientToken(login())).isNotEmpty();

    assertThat(server.web().received())
        .extracting(WebRequest::address)
        .containsExactly(REVIEWS, ACCOUNT);
  }

  @Test
  void anAnswerUnderAnotherConfigurationCountsNoMore() {
    server
        .web()
        .answer(
            REVIEWS,
            request -> {
              if (server.web().received().size() == 1) {
                config(Map.of("token_reviewer_jwt", "another"));
                return accepted();
              }
              return ClusterFixture.denied();
            });

    notAccepted(login());

    assertThat(server.web().received())
        .extracting(request -> request.headers().get("Authorization").expose())
        .containsExactly("Bearer reviewer", "Bearer another");
  }

  @Test
  void aServiceAccountWithoutAnnotationsLogsIn() {
    annotations("null");

    assertThat(clientToken(login())).isNotEmpty();
  }

  @Test
  void anAnnotationDoesNotReplaceWhatIsProved() {
    annotations("{\"" + ANNOTATION + "service_account_uid\":\"u0\"}");

    assertThat(denied(login())).contains("[annotation_reserved]");
  }

  @Test
  void aServiceAccountThatIsGoneIsRefused() {
    annotations("{}");
    server.web().answer(ACCOUNT, request -> answer(404, "{}"));
    assertThat(denied(login())).contains("[service_account_gone]");

    server.web().answer(ACCOUNT, request -> answer(403, "{}"));
    assertThat(refusal(login()).category()).isEqualTo(ErrorCategory.UPSTREAM_UNUSABLE);
    assertThat(explained(JWT).get("checks").toString()).contains("may not get serviceaccounts");
  }

  // After the login

  @Test
  void anAliasIsNamedAfterTheUidOrTheName() {
    String byUid = envelope(login()).auth().orElseThrow().entityId();
    assertThat(explained(JWT).get("token_preview").toString()).contains("u1");
    done(server.write(root, ROLE, Map.of("alias_name_source", "serviceaccount_name")));

    assertThat(envelope(login()).auth().orElseThrow().entityId()).isNotEqualTo(byUid);
    assertThat(explained(JWT).get("token_preview").toString()).contains("prod/web");
  }

  @Test
  void aTokenIsRenewedOnTheTermsOfItsRole() {
    String token = clientToken(login());
    server.web().breakDown();
    done(server.write(root, ROLE, Map.of("token_ttl", "2h")));

    assertThat(
            envelope(server.write(token, "auth/token/renew-self", Map.of()))
                .auth()
                .orElseThrow()
                .lease())
        .isEqualTo(Duration.ofHours(2));
    done(server.delete(root, ROLE));
    assertThat(invalid(server.write(token, "auth/token/renew-self", Map.of())))
        .isEqualTo("role web does not exist during renewal");
  }

  @Test
  void loginsAreCountedAndAudited() {
    login();
    server.enableAudit(root);
    done(server.write(root, ROLE, Map.of("bound_service_account_names", "api")));
    login();

    assertThat(logins("granted", "none")).isEqualTo(1);
    assertThat(logins("refused", "name_not_bound")).isEqualTo(1);
    assertThat(server.audit().records().toString())
        .contains("name_not_bound", "refused", "system:serviceaccount:prod:web")
        .doesNotContain(JWT);
  }

  private double logins(String outcome, String reason) {
    return server
        .metrics()
        .number(
            "azimuth_logins_total",
            Map.of(
                "mount", "auth/kubernetes/", "role", "web", "outcome", outcome, "reason", reason));
  }

  @Test
  void explainsEveryCheckAndIssuesNothing() {
    Map<String, Value> granted = explained(JWT);
    assertThat(granted).containsEntry("granted", Value.of(true));
    assertThat(granted.get("token_preview").toString()).contains("service_account_name");
    assertThat(((Value.Items) granted.get("checks")).values()).hasSize(8);

    done(server.write(root, ROLE, Map.of("bound_service_account_namespaces", "test-*")));
    Map<String, Value> refused = explained(JWT);
    assertThat(refused).containsEntry("granted", Value.of(false));
    assertThat(refused.get("checks").toString()).contains("namespace_not_bound", "test-*");
    assertThat(((Value.Items) refused.get("checks")).values()).hasSize(8);
    assertThat(denied(server.write("", LOGIN + "/explain", Map.of("role", "web", "jwt", JWT))))
        .contains("permission denied");
  }

  // Roles and configuration

  @Test
  void aRoleReadsAsItWasWritten() {
    done(
        server.write(
            root,
            ROLE,
            Map.of(
                "bound_service_account_names",
                List.of("web", "api-*"),
                "policies",
                "old",
                "ttl",
                "10m")));

    assertThat(data(server.read(root, ROLE)))
        .containsEntry("bound_service_account_names", Value.of(List.of("web", "api-*")))
        .containsEntry("bound_service_account_namespaces", Value.of(List.of("prod")))
        .containsEntry("bound_service_account_namespace_selector", Value.of(""))
        .containsEntry("audience", Value.of("azimuth"))
        .containsEntry("alias_name_source", Value.of("serviceaccount_uid"))
        .containsEntry("policies", Value.of(List.of("old")))
        .containsEntry("token_policies", Value.of(List.of("old")))
        .containsEntry("ttl", Value.of(600))
        .containsEntry("token_ttl", Value.of(600))
        .doesNotContainKey("max_ttl");
    assertThat(data(server.list(root, "auth/kubernetes/role")))
        .containsEntry("keys", Value.of(List.of("web")));
  }

  @Test
  void warnsOfARoleThatAdmitsTokensForAnyAudience() {
    assertThat(envelope(server.write(root, ROLE, Map.of("audience", ""))).warnings())
        .singleElement()
        .asString()
        .startsWith("Role web does not have an audience configured.");
    assertThat(data(server.read(root, ROLE))).doesNotContainKey("audience");
    assertThat(
            envelope(
                    server.write(
                        root, ROLE, Map.of("audience", "azimuth", "token_max_ttl", "10000h")))
                .warnings())
        .singleElement()
        .asString()
        .startsWith("max_ttl is greater than");
  }

  @Test
  void refusesRolesThatWouldMeanSomethingElse() {
    assertThat(
            invalid(
                server.write(root, ROLE, Map.of("bound_service_account_namespace_selector", "{}"))))
        .isEqualTo(
            "bound_service_account_namespace_selector is not supported yet: bind namespaces by"
                + " name, with a star for any text");
    assertThat(invalid(server.write(root, ROLE, Map.of("bound_service_account_name", "web"))))
        .isEqualTo("unknown parameter \"bound_service_account_name\"");
    assertThat(invalid(server.write(root, "auth/kubernetes/role/new", Map.of())))
        .contains("\"bound_service_account_names\" can not be empty");
  }

  @Test
  void aConfigurationReadsWithoutItsSecret() {
    config(Map.of("pem_keys", List.of(AUTHORITY), "issuer", "bob"));

    Map<String, Value> read = data(server.read(root, CONFIG));

    assertThat(read)
        .containsEntry("kubernetes_host", Value.of(HOST))
        .containsEntry("kubernetes_ca_cert", Value.of(""))
        .containsEntry("token_reviewer_jwt_set", Value.of(true))
        .containsEntry("issuer", Value.of("bob"))
        .containsEntry("disable_iss_validation", Value.of(true))
        .containsEntry("disable_local_ca_jwt", Value.of(false))
        .containsEntry("use_annotations_as_alias_metadata", Value.of(false))
        .doesNotContainKey("token_reviewer_jwt");
    assertThat(((Value.Items) read.get("pem_keys")).values()).hasSize(1);
    // A write replaces the whole, as in the peer.
    done(server.write(root, CONFIG, Map.of("kubernetes_host", HOST)));
    assertThat(data(server.read(root, CONFIG)))
        .containsEntry("token_reviewer_jwt_set", Value.of(false))
        .containsEntry("issuer", Value.of(""));
  }

  @Test
  void aHostNeedsNoScheme() {
    config(Map.of("kubernetes_host", "k8s.example:6443"));

    assertThat(clientToken(login())).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("wrongConfigurations")
  void refusesAConfigurationThatCannotWork(Map<String, ?> wrong, String why) {
    assertThat(invalid(server.write(root, CONFIG, wrong))).contains(why);
  }

  static Stream<Arguments> wrongConfigurations() {
    return Stream.of(
        Arguments.of(Map.of(), "no host provided"),
        Arguments.of(Map.of("kubernetes_host", "http://k8s.example"), "must be an https address"),
        Arguments.of(Map.of("kubernetes_host", "https://me@k8s.example"), "must be an https"),
        Arguments.of(Map.of("kubernetes_host", "https://k8s.example?a=b"), "has no query"),
        Arguments.of(
            Map.of("kubernetes_host", HOST, "kubernetes_ca_cert", "no"),
            "The provided CA PEM data contains no valid certificates"),
        Arguments.of(
            Map.of("kubernetes_host", HOST, "pem_keys", List.of("no")),
            "pem_keys: data does not contain any valid public keys"),
        Arguments.of(
            Map.of("kubernetes_host", HOST, "token_reviewer_jwt", "two\nlines"),
            "token_reviewer_jwt is one line"),
        Arguments.of(
            Map.of("kubernetes_host", HOST, "issuer", "x".repeat(1_025)),
            "issuer has at most 1024 characters"),
        Arguments.of(
            Map.of("pem_keys", List.of(AUTHORITY), "use_annotations_as_alias_metadata", true),
            "use_annotations_as_alias_metadata needs kubernetes_host"));
  }
}
