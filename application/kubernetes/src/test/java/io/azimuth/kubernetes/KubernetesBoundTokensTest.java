package io.azimuth.kubernetes;

import static io.azimuth.kubernetes.ClusterFixture.claims;
import static io.azimuth.kubernetes.ClusterFixture.token;

import io.azimuth.spi.api.Answer;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.contract.BoundTokenContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens that only the API server proves. */
class KubernetesBoundTokensTest extends KubernetesMountFixture implements BoundTokenContract {

  private String jwt = JWT;

  @Override
  public TestServer boundServer() {
    return server;
  }

  @Override
  public String boundRoot() {
    return root;
  }

  @Override
  public String boundMount() {
    return "auth/kubernetes/";
  }

  @Override
  public String boundRole() {
    return ROLE;
  }

  @Override
  public Answer boundLogin(Map<String, ?> claims) {
    jwt = token(claims(claims));
    return login("web", jwt);
  }

  @Override
  public Map<String, String> boundParameters() {
    return Map.of("role", "web", "jwt", jwt);
  }

  @Test
  void nothingIsSaidOfTheKeyBeforeTheTokenIsProved() {
    review(ClusterFixture.denied());

    notAccepted(boundLogin(Map.of("cnf", Map.of("x5t#S256", OWN.text()))));
    notAccepted(boundLogin(Map.of("cnf", "text")));
  }
}
