package io.azimuth.kubernetes;

import static io.azimuth.kubernetes.ClusterFixture.AUTHORITY;
import static io.azimuth.kubernetes.ClusterFixture.OTHER_AUTHORITY;
import static io.azimuth.kubernetes.ClusterFixture.REVIEWS;
import static io.azimuth.kubernetes.ClusterFixture.accepted;
import static io.azimuth.kubernetes.ClusterFixture.answer;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.web.TrustedCertificates;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By whose token the API server is asked. */
class KubernetesReviewerTest extends KubernetesMountFixture {

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

  @Test
  void theTokenOfThePodIsNotSentInClear() {
    server.pod().mount("of-the-pod", AUTHORITY);
    String host = "http://127.0.0.1:8001";
    config(Map.of("token_reviewer_jwt", "", "kubernetes_host", host));
    server
        .web()
        .answer(
            WebAddress.parsePlaintext(host + REVIEWS.uri().getPath()).orElseThrow(),
            request -> accepted());

    assertThat(bearer()).isEqualTo("Bearer " + JWT);
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
}
