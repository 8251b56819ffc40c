package io.azimuth.kubernetes;

import static io.azimuth.kubernetes.ClusterFixture.claims;
import static io.azimuth.kubernetes.ClusterFixture.token;
import static io.azimuth.testkit.TestServer.envelope;

import io.azimuth.spi.api.Answer;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.contract.BoundTokenContract;
import java.util.List;
import java.util.Map;

/** Tokens that only keys prove. */
class KubernetesKeysBoundTokensTest extends KubernetesMountFixture implements BoundTokenContract {

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
    server.verifier().accept(jwt, TestServer.START, claims(claims));
    envelope(server.write(root, CONFIG, Map.of("pem_keys", List.of(ClusterFixture.AUTHORITY))));
    return login("web", jwt);
  }

  @Override
  public Map<String, String> boundParameters() {
    return Map.of("role", "web", "jwt", jwt);
  }
}
