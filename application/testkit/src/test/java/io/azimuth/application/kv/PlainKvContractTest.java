package io.azimuth.application.kv;

import io.azimuth.spi.SecretsEngineFactory;
import io.azimuth.testkit.contract.SecretsEngineContract;
import java.util.Map;

class PlainKvContractTest extends SecretsEngineContract {

  @Override
  protected SecretsEngineFactory factory() {
    return new KvEngineFactory();
  }

  @Override
  protected Sample sample() {
    return new Sample("app/db", Map.of("user", "app"));
  }
}
