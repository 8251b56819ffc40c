package io.azimuth.application.kv;

import io.azimuth.spi.SecretsEngineFactory;
import io.azimuth.testkit.contract.SecretsEngineContract;
import java.util.Map;

class VersionedKvContractTest extends SecretsEngineContract {

  @Override
  protected SecretsEngineFactory factory() {
    return new KvEngineFactory();
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("version", "2");
  }

  @Override
  protected Sample sample() {
    return new Sample("data/app/db", Map.of("data", Map.of("user", "app")));
  }
}
