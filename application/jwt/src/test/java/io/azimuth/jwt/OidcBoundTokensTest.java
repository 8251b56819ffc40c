package io.azimuth.jwt;

import io.azimuth.spi.api.Answer;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.contract.BoundTokenContract;
import java.util.Map;

/** An id token that is bound to a key counts at the end of a login with a browser, or nowhere. */
class OidcBoundTokensTest extends OidcMountFixture implements BoundTokenContract {

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
    return "auth/oidc/";
  }

  @Override
  public String boundRole() {
    return ROLE;
  }

  @Override
  public Answer boundLogin(Map<String, ?> claims) {
    Map<String, String> query = begin();
    sign(query, claims);
    return end(query.get("state"));
  }

  @Override
  public Map<String, String> boundParameters() {
    return Map.of("role", "people", "jwt", ID_TOKEN);
  }
}
