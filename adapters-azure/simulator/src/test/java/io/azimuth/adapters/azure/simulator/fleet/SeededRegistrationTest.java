package io.azimuth.adapters.azure.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.server.TestIssuer;
import io.azimuth.adapters.azure.simulator.token.AssertionClient;
import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import io.azimuth.domain.secret.SecretText;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.keys.X509Util;
import org.junit.jupiter.api.Test;

/** Applications that a test adds to the fleet. */
class SeededRegistrationTest {

  private static final String CLIENT = "aaaaaaaa-0000-4000-8000-000000000700";
  private static final String PRINCIPAL = "bbbbbbbb-0000-4000-8000-000000000700";

  private static SeededApplication application() {
    return new SeededApplication(
        "added",
        SeededFleet.TENANT,
        CLIENT,
        PRINCIPAL,
        Optional.of(SecretText.of("secret-of-added")),
        List.of());
  }

  @Test
  void theSecretIsTheFirstPassword() {
    assertThat(application().registration().passwords())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.displayName()).contains("by hand");
              assertThat(it.text()).isEqualTo(SecretText.of("secret-of-added"));
            });
  }

  @Test
  void aSecretShorterThanItsHintIsRefused() {
    assertThatThrownBy(() -> SeededPassword.of(Guids.named("x"), "x", SecretText.of("ab")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a client secret has three characters at least");
  }

  @Test
  void whatItIsSeededWithCountsFromTheStartAndAfterAReset() throws Exception {
    TokenSigningKey key = TokenSigningKey.generate(new SecureRandom());
    try (TestIssuer issuer = TestIssuer.plain()) {
      issuer.publish(Map.of("key-1", key));
      SeededRegistration registration =
          application()
              .registration()
              .with(
                  new SeededPassword(
                      Guids.named("over"),
                      Optional.empty(),
                      SecretText.of("over-since-long"),
                      Optional.of(Instant.parse("2020-01-01T00:00:00Z"))))
              .with(FederatedCredential.of("azimuth", issuer.issuer(), "me"))
              .with(key.certificate())
              .ownedBy(PRINCIPAL);
      SimulatorFleet fleet =
          SimulatorFleet.seeded()
              .withApplication(application().with(registration))
              .withGrant(PRINCIPAL, GraphPermission.APPLICATION_READ_WRITE_OWNED_BY);
      AzureSimulatorConfig config =
          AzureSimulatorConfig.forTests(SimulatorClient.CLOCK, new SecureRandom()).with(fleet);
      try (AzureSimulator simulator = AzureSimulator.start(config)) {
        SimulatorClient client = new SimulatorClient(simulator);
        simulator.reset();

        assertThat(secret(client, "secret-of-added")).isZero();
        assertThat(secret(client, "over-since-long")).isEqualTo(7000222);
        assertThat(
                AssertionClient.federated(client, issuer.issuer(), "me", "key-1", key)
                    .verdict(CLIENT))
            .isZero();
        assertThat(
                AssertionClient.selfSigned(client, CLIENT, key)
                    .header("x5t#S256", thumbprint(key))
                    .verdict(CLIENT))
            .isZero();
        assertThat(simulator.graph().objectId("added")).isEqualTo(registration.objectId());
      }
    }
  }

  private static String thumbprint(TokenSigningKey key) {
    return X509Util.x5tS256(key.certificate());
  }

  private static int secret(SimulatorClient client, String secret) throws Exception {
    return client
        .form(
            SeededFleet.TENANT + "/oauth2/v2.0/token",
            "grant_type=client_credentials&scope=https://management.azure.com//.default&client_id="
                + CLIENT
                + "&client_secret="
                + secret)
        .body()
        .path("error_codes")
        .path(0)
        .asInt();
  }
}
