package io.azimuth.jwt;

import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.testkit.contract.AuthMethodContract;
import java.util.Map;

class JwtAuthMethodContractTest extends AuthMethodContract {

  @Override
  protected AuthMethodFactory factory() {
    return new JwtAuthMethodFactory();
  }

  @Override
  protected Sample sample() {
    return new Sample(
        "role/web", Map.of("role_type", "jwt", "user_claim", "sub", "bound_audiences", "azimuth"));
  }
}
