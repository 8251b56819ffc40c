package io.azimuth.adapters.azure.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.CountedCalls;
import io.azimuth.adapters.azure.cloud.BuiltInClouds;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.cloud.LabCloud;
import io.azimuth.adapters.azure.signin.SignInConfig;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.transport.ProxyConfig;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.cloud.AccessTokenSource;
import io.azimuth.testkit.fake.MutableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens for databases of the simulated Azure, by each kind of credential. */
@Timeout(60)
class TokensOnSimulatorTest {

  private static final String TENANT = "11111111-1111-1111-1111-111111111111";
  private static final String CLIENT = "aaaaaaaa-0000-4000-8000-000000000010";
  private static final String DATABASES = "https://ossrdbms-aad.database.windows.net";

  @TempDir static Path directory;
  private static final CountedCalls counted = new CountedCalls();
  private static MutableClock clock;
  private static AzureSimulator azure;

  @BeforeAll
  static void start() throws IOException {
    clock = new MutableClock(Clock.systemUTC().instant());
    azure =
        AzureSimulator.start(
            AzureSimulatorConfig.forTests(clock, new SecureRandom()).writingTo(directory));
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @AfterEach
  void reset() {
    azure.reset();
  }

  private static AccessTokenSource tokens(ServerCredential credential) {
    return factory().tokens(new SignInConfig("LAB", TENANT, credential));
  }

  private static DatabaseTokenFactory factory() {
    CloudConfig onMachine =
        LabCloud.onMachine(
            azure.authorityUri(), directory.resolve("ca.pem"), azure.metadataUri("azimuth-1"));
    return new DatabaseTokenFactory(
        List.of(onMachine), ProxyConfig.direct(), "1", clock, counted.calls);
  }

  private static ServerCredential secret(String value) {
    return new ServerCredential.ClientSecret(CLIENT, SecretText.of(value));
  }

  private static JsonNode claims(SecretText token) throws IOException {
    return new ObjectMapper()
        .readTree(Base64.getUrlDecoder().decode(token.expose().split("\\.", -1)[1]));
  }

  @Test
  void theAudienceIsThatOfDatabasesInEachCloud() {
    assertThat(BuiltInClouds.ALL)
        .extracting(cloud -> cloud.services().databaseAudience())
        .containsExactly(
            DATABASES,
            "https://ossrdbms-aad.database.usgovcloudapi.net",
            "https://ossrdbms-aad.database.chinacloudapi.cn");
  }

  @Test
  void eachCredentialOfTheSealSignsIn() throws Exception {
    assertThat(claims(tokens(secret("lab-secret-of-azimuth-server")).token()).path("aud").asText())
        .isEqualTo(DATABASES);
    ServerCredential file =
        new ServerCredential.TokenFile(
            "aaaaaaaa-0000-4000-8000-000000000014",
            directory.resolve("pods/azimuth-federated.token"));
    assertThat(claims(tokens(file).token()).path("aud").asText()).isEqualTo(DATABASES);
    ServerCredential managed = new ServerCredential.ManagedIdentity(Optional.empty());
    assertThat(claims(tokens(managed).token()).path("aud").asText()).isEqualTo(DATABASES);
  }

  @Test
  void aRenewedTokenComesFromNoCache() throws Exception {
    AccessTokenSource tokens = tokens(new ServerCredential.ManagedIdentity(Optional.empty()));
    long first = claims(tokens.token()).path("exp").asLong();
    clock.advance(Duration.ofHours(12));
    assertThat(claims(tokens.token()).path("exp").asLong()).isEqualTo(first);
    clock.advance(Duration.ofHours(11).plusMinutes(55));
    assertThat(claims(tokens.token()).path("exp").asLong())
        .isEqualTo(first + Duration.ofHours(23).plusMinutes(55).toSeconds());
    assertThat(azure.requestCounts().get(SimulatorEndpoint.IDENTITY)).isEqualTo(2L);
  }

  @Test
  void saysWhyThereIsNoToken() {
    assertNone(tokens(secret("wrong")), "signing in failed: invalid_client AADSTS7000215");

    azure.fault(SimulatedFault.status(SimulatorEndpoint.TOKEN, 429).retryAfter(60));
    assertNone(tokens(secret("lab-secret-of-azimuth-server")), "throttled for 60 s");

    azure.fault(SimulatedFault.of(SimulatorEndpoint.IDENTITY, FaultMode.DROP));
    assertNone(
        tokens(new ServerCredential.ManagedIdentity(Optional.empty())),
        "signing in failed: the connection broke");
  }

  @Test
  void aThrottleIsObeyed() {
    AccessTokenSource tokens = tokens(secret("lab-secret-of-azimuth-server"));
    azure.fault(SimulatedFault.status(SimulatorEndpoint.TOKEN, 429).retryAfter(60).times(1));
    assertNone(tokens, "throttled for 60 s");
    clock.advance(Duration.ofSeconds(59));
    assertNone(tokens, "throttled for 60 s");
    assertThat(azure.requestCounts().get(SimulatorEndpoint.TOKEN)).isEqualTo(1L);
    clock.advance(Duration.ofSeconds(1));
    assertThat(tokens.token().isEmpty()).isFalse();
  }

  private static void assertNone(AccessTokenSource tokens, String why) {
    assertThatThrownBy(tokens::token)
        .isInstanceOfSatisfying(
            ServiceException.class,
            thrown ->
                assertThat(thrown.detail())
                    .contains(why)
                    .doesNotContain("wrong", "lab-secret-of-azimuth-server"));
  }

  @Test
  void aCloudThatIsNotThereIsNamedBeforeAnythingIsAsked() {
    assertThatThrownBy(() -> factory().tokens(new SignInConfig("moon", TENANT, secret("x"))))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage("environment: there is no cloud of that name");
  }
}
