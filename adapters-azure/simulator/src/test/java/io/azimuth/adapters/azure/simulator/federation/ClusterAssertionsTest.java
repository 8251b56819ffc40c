package io.azimuth.adapters.azure.simulator.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.entra.AssertionExchange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cluster's tokens at the token endpoint. */
class ClusterAssertionsTest {

  private static final String TENANT = "11111111-1111-1111-1111-111111111111";

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

  private static Answer exchange(String tenant, int number, String pod, String type)
      throws Exception {
    String form =
        "grant_type=client_credentials&scope=https%%3A%%2F%%2Fmanagement.azure.com%%2F%%2F.default"
            + "&client_id=aaaaaaaa-0000-4000-8000-%012d&client_assertion=%s"
            + "&client_assertion_type=%s";
    return client.form(
        tenant + "/oauth2/v2.0/token",
        form.formatted(
            number,
            simulator.serviceAccountToken(pod).expose(),
            URLEncoder.encode(type, StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({"orders-pod, 8", "billing-pod, 12"})
  void podGetsTheTokenOfItsIdentity(String pod, int number) throws Exception {
    Answer answer = exchange(TENANT, number, pod, AssertionExchange.ASSERTION_TYPE);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("expires_in").isNumber()).isTrue();
    assertThat(answer.body().path("access_token").asText()).matches("[^.]+\\.[^.]+\\.[^.]+");
  }

  @ParameterizedTest
  @CsvSource({"orders-pod, 12", "billing-pod, 8", "orders-pod, 11"})
  void podGetsNoOthersToken(String pod, int number) throws Exception {
    Answer answer = exchange(TENANT, number, pod, AssertionExchange.ASSERTION_TYPE);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("error_codes").get(0).asInt()).isEqualTo(70021);
  }

  @Test
  void assertionOfAnotherTypeIsNone() throws Exception {
    Answer answer = exchange(TENANT, 8, "orders-pod", "saml");

    assertThat(answer.body().path("error_codes").get(0).asInt()).isEqualTo(70021);
  }

  @Test
  void podIsUnknownInAnotherTenant() throws Exception {
    Answer answer =
        exchange(
            "99999999-9999-9999-9999-999999999999",
            8,
            "orders-pod",
            AssertionExchange.ASSERTION_TYPE);

    assertThat(answer.body().path("error_codes").get(0).asInt()).isEqualTo(700016);
  }

  @Test
  void podWithoutItsTokenGetsNothing() throws Exception {
    Answer answer =
        client.form(
            TENANT + "/oauth2/v2.0/token",
            "grant_type=client_credentials&scope=https://management.azure.com//.default"
                + "&client_id=aaaaaaaa-0000-4000-8000-000000000008");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body().path("error_codes").get(0).asInt()).isEqualTo(7000215);
  }
}
