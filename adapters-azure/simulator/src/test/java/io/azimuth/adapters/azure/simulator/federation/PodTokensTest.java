package io.azimuth.adapters.azure.simulator.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.adapters.azure.simulator.GraphClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.entra.AssertionExchange;
import io.azimuth.adapters.azure.simulator.fleet.SeededFleet;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster replaces the tokens of its pods. */
class PodTokensTest {

  private static final String NAME = "azimuth-federated";
  private static final String CLIENT = "aaaaaaaa-0000-4000-8000-000000000014";

  @Test
  void aReplacedTokenIsInTheFileAndTheOldOneIsGoodForNothing(@TempDir Path directory)
      throws Exception {
    AzureSimulatorConfig config =
        AzureSimulatorConfig.forTests(SimulatorClient.CLOCK, new SecureRandom());
    try (AzureSimulator simulator = AzureSimulator.start(config.writingTo(directory))) {
      SimulatorClient client = new SimulatorClient(simulator);
      String old = simulator.serviceAccountToken(NAME).expose();
      assertThat(exchange(client, old).status()).isEqualTo(200);

      String fresh = simulator.rotateServiceAccountToken(NAME).expose();

      assertThat(directory.resolve("pods/" + NAME + ".token")).hasContent(fresh);
      assertThat(exchange(client, old).body().get("error_codes").get(0).asInt()).isEqualTo(70021);
      assertThat(exchange(client, fresh).status()).isEqualTo(200);
      String next =
          client.steer("pods/rotate", "{\"name\":\"" + NAME + "\"}").body().get("token").asText();
      assertThat(directory.resolve("pods/" + NAME + ".token")).hasContent(next);
    }
  }

  private static Answer exchange(SimulatorClient client, String assertion) throws Exception {
    return client.form(
        SeededFleet.TENANT + "/oauth2/v2.0/token",
        "grant_type=client_credentials&scope=https://management.azure.com//.default&client_id="
            + CLIENT
            + "&client_assertion="
            + assertion
            + "&client_assertion_type="
            + GraphClient.encoded(AssertionExchange.ASSERTION_TYPE));
  }
}
