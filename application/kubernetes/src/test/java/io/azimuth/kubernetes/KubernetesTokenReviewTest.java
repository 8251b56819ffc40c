package io.azimuth.kubernetes;

import static io.azimuth.kubernetes.ClusterFixture.AUTHORITY;
import static io.azimuth.kubernetes.ClusterFixture.HOST;
import static io.azimuth.kubernetes.ClusterFixture.NOW;
import static io.azimuth.kubernetes.ClusterFixture.REVIEWS;
import static io.azimuth.kubernetes.ClusterFixture.accepted;
import static io.azimuth.kubernetes.ClusterFixture.answer;
import static io.azimuth.kubernetes.ClusterFixture.claims;
import static io.azimuth.kubernetes.ClusterFixture.token;
import static io.azimuth.testkit.RefusedAnswers.denied;
import static io.azimuth.testkit.RefusedAnswers.refused;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.CallLimit;
import io.azimuth.spi.web.TrustedCertificates;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebRequest;
import io.azimuth.testkit.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server is asked about a token, and which of its answers count. */
class KubernetesTokenReviewTest extends KubernetesMountFixture {

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
}
