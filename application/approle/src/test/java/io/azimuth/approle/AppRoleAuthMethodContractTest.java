package io.azimuth.approle;

import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.testkit.contract.AuthMethodContract;
import java.util.Map;

class AppRoleAuthMethodContractTest extends AuthMethodContract {

  @Override
  protected AuthMethodFactory factory() {
    return new AppRoleAuthMethodFactory();
  }

  @Override
  protected Sample sample() {
    return new Sample("role/web", Map.of("token_policies", "web"));
  }
}
