package io.azimuth.kubernetes;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens that only the API server proves. */
class KubernetesBoundTokensTest extends KubernetesBindingFixture {

  /** The cluster of the fixture accepts every token. */
  @Override
  void accept(String token, Map<String, Object> claims) {}

  @Test
  void nothingIsSaidOfTheKeyBeforeTheTokenIsProved() {
    review(ClusterFixture.denied());

    notAccepted(boundLogin(Map.of("cnf", Map.of("x5t#S256", OWN.text()))));
    notAccepted(boundLogin(Map.of("cnf", "text")));
  }
}
