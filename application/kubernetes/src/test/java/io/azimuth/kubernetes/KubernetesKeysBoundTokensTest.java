package io.azimuth.kubernetes;

import static io.azimuth.testkit.TestServer.envelope;

import io.azimuth.testkit.TestServer;
import java.util.List;
import java.util.Map;

/** Tokens that only keys prove. */
class KubernetesKeysBoundTokensTest extends KubernetesBindingFixture {

  @Override
  void accept(String token, Map<String, Object> claims) {
    server.verifier().accept(token, TestServer.START, claims);
    envelope(server.write(root, CONFIG, Map.of("pem_keys", List.of(ClusterFixture.AUTHORITY))));
  }
}
