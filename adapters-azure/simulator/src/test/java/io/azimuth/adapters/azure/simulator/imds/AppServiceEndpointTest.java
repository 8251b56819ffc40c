package io.azimuth.adapters.azure.simulator.imds;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppServiceEndpointTest {

  private static final String TOKEN =
      "machines/orders-func/msi/token?api-version=2019-08-01&resource=https://management.azure.com/";

  private static AzureSimulator simulator;
  private static SimulatorClient client;

  @BeforeAll
  static void start() throws Exception {
    simulator = SimulatorClient.start();
    client = new SimulatorClient(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void withoutSelectorItIsTheSystemAssignedIdentity() throws Exception {
    Answer answer = get(TOKEN);

    List<String> names = new ArrayList<>();
    answer.body().fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly("access_token", "client_id", "expires_on", "resource", "token_type");
    assertThat(answer.body().get("client_id").asText())
        .isEqualTo("aaaaaaaa-0000-4000-8000-000000000007");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client_id=aaaaaaaa-0000-4000-8000-000000000002",
        "principal_id=bbbbbbbb-0000-4000-8000-000000000002",
        "object_id=bbbbbbbb-0000-4000-8000-000000000002",
        "mi_res_id=/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/uami-web"
      })
  void selectorsNameTheUserAssignedIdentity(String selector) throws Exception {
    assertThat(get(TOKEN + "&" + selector).body().get("client_id").asText())
        .isEqualTo("aaaaaaaa-0000-4000-8000-000000000002");
  }

  @Test
  void theHeaderIsRequiredAndCompared() throws Exception {
    Answer without = client.send(client.metadataRequest(TOKEN));
    Answer wrong = client.send(client.metadataRequest(TOKEN).header("X-IDENTITY-HEADER", "guess"));

    assertThat(without.status()).isEqualTo(401);
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.body().get("error").asText()).isEqualTo("unauthorized");
  }

  @Test
  void onlyOneVersionIsServed() throws Exception {
    Answer answer = get(TOKEN.replace("2019-08-01", "2017-09-01"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("error_description").asText())
        .isEqualTo("The api-version must be 2019-08-01");
  }

  @Test
  void unknownIdentityAndResourceAreRefused() throws Exception {
    assertThat(get(TOKEN + "&client_id=x").body().get("error_description").asText())
        .isEqualTo("Identity not found");
    assertThat(get(TOKEN.replace("management", "nothing")).body().get("error").asText())
        .isEqualTo("invalid_resource");
  }

  @Test
  void aVirtualMachineHasNoSuchEndpoint() throws Exception {
    assertThat(get(TOKEN.replace("orders-func", "web-1")).status()).isEqualTo(404);
  }

  private static Answer get(String path) throws Exception {
    return client.send(
        client.metadataRequest(path).header("X-IDENTITY-HEADER", "lab-identity-header"));
  }
}
