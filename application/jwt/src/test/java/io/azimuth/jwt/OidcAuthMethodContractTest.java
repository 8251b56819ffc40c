package io.azimuth.jwt;

import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.testkit.contract.AuthMethodContract;
import java.util.Map;

class OidcAuthMethodContractTest extends AuthMethodContract {

  @Override
  protected AuthMethodFactory factory() {
    return new OidcAuthMethodFactory();
  }

  @Override
  protected Sample sample() {
    return new Sample(
        "role/people",
        Map.of(
            "user_claim", "sub", "allowed_redirect_uris", "http://localhost:8250/oidc/callback"));
  }
}
