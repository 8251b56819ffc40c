package io.azimuth.kubernetes;

import static io.azimuth.kubernetes.ClusterFixture.AUTHORITY;
import static io.azimuth.kubernetes.ClusterFixture.NOW;
import static io.azimuth.kubernetes.ClusterFixture.claims;
import static io.azimuth.testkit.RefusedAnswers.denied;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.spi.api.Answer;
import io.azimuth.testkit.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What keys and the issuer of the configuration prove of a token. */
class KubernetesKeysTest extends KubernetesMountFixture {

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
}
