package com.example.credentials;

import io.azimuth.spi.SecretsEngineFactory;
import io.azimuth.testkit.contract.SecretsEngineContract;
import java.util.Map;

/** The contract of every secrets engine. */
class AzureCredentialsTest extends SecretsEngineContract {

  @Override
  protected SecretsEngineFactory factory() {
    return new AzureCredentialsFactory();
  }

  @Override
  protected Sample sample() {
    return new Sample(
        "roles/web",
        Map.of("application_object_id", "abababab-0000-4000-8000-000000000010", "ttl", "1h"));
  }
}
