package io.azimuth.application.backend.kv;

import io.azimuth.spi.SecretsEngineContract;
import io.azimuth.spi.SecretsEngineFactory;
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
