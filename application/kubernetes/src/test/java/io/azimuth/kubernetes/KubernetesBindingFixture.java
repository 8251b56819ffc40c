package io.azimuth.kubernetes;

import static io.azimuth.kubernetes.ClusterFixture.claims;
import static io.azimuth.kubernetes.ClusterFixture.token;

import io.azimuth.spi.api.Answer;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.contract.BoundTokenContract;
import java.util.Map;

/** The contract of bound tokens at the mount of the fixture, whoever proves the tokens. */
abstract class KubernetesBindingFixture extends KubernetesMountFixture
    implements BoundTokenContract {

  private String jwt = JWT;

  /** Makes the server accept a token with these claims. */
  abstract void accept(String token, Map<String, Object> claims);

  @Override
  public final TestServer boundServer() {
    return server;
  }

  @Override
  public final String boundRoot() {
    return root;
  }

  @Override
  public final String boundMount() {
    return "auth/kubernetes/";
  }

  @Override
  public final String boundRole() {
    return ROLE;
  }

  @Override
  public final Answer boundLogin(Map<String, ?> more) {
    Map<String, Object> claims = claims(more);
    jwt = token(claims);
    accept(jwt, claims);
    return login("web", jwt);
  }

  @Override
  public final Map<String, String> boundParameters() {
    return Map.of("role", "web", "jwt", jwt);
  }
}
