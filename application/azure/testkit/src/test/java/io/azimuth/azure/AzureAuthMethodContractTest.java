package io.azimuth.azure;

import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.testkit.contract.AuthMethodContract;
import java.util.Map;

class AzureAuthMethodContractTest extends AuthMethodContract {

  @Override
  protected AuthMethodFactory factory() {
    return new AzureAuthMethodFactory();
  }

  @Override
  protected Sample sample() {
    return new Sample(
        "role/web", Map.of("bound_service_principal_ids", "aaaaaaaa-0000-4000-8000-000000000001"));
  }
}
