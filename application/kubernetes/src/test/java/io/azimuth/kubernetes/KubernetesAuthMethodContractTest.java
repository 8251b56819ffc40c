package io.azimuth.kubernetes;

import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.testkit.contract.AuthMethodContract;
import java.util.Map;

class KubernetesAuthMethodContractTest extends AuthMethodContract {

  @Override
  protected AuthMethodFactory factory() {
    return new KubernetesAuthMethodFactory();
  }

  @Override
  protected Sample sample() {
    return new Sample(
        "role/web",
        Map.of(
            "bound_service_account_names",
            "web",
            "bound_service_account_namespaces",
            "prod",
            "audience",
            "azimuth"));
  }
}
