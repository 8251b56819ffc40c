package io.azimuth.application.backend.kv;

import io.azimuth.spi.SecretsEngineContract;
import io.azimuth.spi.SecretsEngineFactory;
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
