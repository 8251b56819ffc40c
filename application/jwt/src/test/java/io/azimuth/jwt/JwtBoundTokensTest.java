package io.azimuth.jwt;

import io.azimuth.spi.api.Answer;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.contract.BoundTokenContract;
import java.util.Map;

class JwtBoundTokensTest extends JwtMountFixture implements BoundTokenContract {

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
    return "auth/jwt/";
  }

  @Override
  public String boundRole() {
    return ROLE;
  }

  @Override
  public Answer boundLogin(Map<String, ?> claims) {
    server.verifier().accept(JWT, TestServer.START, claims(claims));
    return login("web");
  }

  @Override
  public Map<String, String> boundParameters() {
    return Map.of("role", "web", "jwt", JWT);
  }
}
