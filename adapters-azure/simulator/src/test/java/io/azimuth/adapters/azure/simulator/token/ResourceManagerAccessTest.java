package io.azimuth.adapters.azure.simulator.token;

import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.VM;
import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.ResourceManagerClient;
import io.azimuth.adapters.azure.simulator.SharedResourceManager;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.fleet.SeededFleet;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ExtendWith(SharedResourceManager.class)
class ResourceManagerAccessTest {

  private static final String WEB_1 = VM + "web-1?api-version=2025-04-01";
  private static final String ARM = SimulatorClient.ARM;

  private static ResourceManagerClient azure;

  @BeforeAll
  static void start(ResourceManagerClient shared) {
    azure = shared;
  }

  @BeforeEach
  void reset() {
    azure.simulator.reset();
  }

  @Test
  void theSecretOfTheServerReadsThroughTheTokenEndpoint() throws Exception {
    JsonNode token =
        azure
            .client
            .form(
                SeededFleet.TENANT + "/oauth2/v2.0/token",
                "grant_type=client_credentials&client_id=aaaaaaaa-0000-4000-8000-000000000010"
                    + "&client_secret=lab-secret-of-azimuth-server&scope="
                    + azure.simulator.authorityUri()
                    + "/.default")
            .body();

    assertThat(azure.get(WEB_1, token.get("access_token").asText()).status()).isEqualTo(200);
  }

  @Test
  void withoutATokenItIs401WithAChallenge() throws Exception {
    Answer answer = azure.client.send(azure.request(WEB_1));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(code(answer)).isEqualTo("AuthenticationFailed");
    assertThat(answer.response().headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("Bearer authorization_uri=\"" + azure.simulator.authorityUri());
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, ExpiredAuthenticationToken",
    "NOT_YET_VALID, InvalidAuthenticationToken",
    "WRONG_AUDIENCE, InvalidAuthenticationTokenAudience",
    "WRONG_ISSUER, InvalidAuthenticationToken",
    "WRONG_TENANT, InvalidAuthenticationToken",
    "UNSIGNED, InvalidAuthenticationToken",
    "HMAC_WITH_PUBLIC_KEY, InvalidAuthenticationToken",
    "FOREIGN_KEY, InvalidAuthenticationToken",
    "UNKNOWN_KEY_ID, InvalidAuthenticationToken",
    "PAYLOAD_SWAPPED, InvalidAuthenticationToken",
  })
  void aBadTokenIs401(TokenDefect defect, String code) throws Exception {
    TokenRequest order = TokenRequest.forApplication("azimuth-server", ARM).with(defect);
    Answer answer = azure.get(WEB_1, azure.simulator.mint(order).expose());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(code(answer)).isEqualTo(code);
    assertThat(answer.response().headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b.c", "..", "{}.{}.{}"})
  void whatIsNoTokenIs401(String token) throws Exception {
    assertThat(code(azure.get(WEB_1, token))).isEqualTo("InvalidAuthenticationToken");
  }

  @Test
  void aTokenOfAnotherTenantIs401() throws Exception {
    Answer answer = azure.get(WEB_1, azure.simulator.tokenFor("foreign-1", ARM).expose());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(code(answer)).isEqualTo("InvalidAuthenticationTokenTenant");
    assertThat(answer.response().headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void aTokenEndsWithTheClock() throws Exception {
    String token = azure.token();

    azure.clock.move(Duration.ofMinutes(60).minusSeconds(1));
    assertThat(azure.get(WEB_1, token).status()).isEqualTo(200);
    azure.clock.move(Duration.ofSeconds(1));
    assertThat(code(azure.get(WEB_1, token))).isEqualTo("ExpiredAuthenticationToken");
  }

  @Test
  void aTokenOutlivesItsKeysPublication() throws Exception {
    String token = azure.token();
    azure.simulator.rollKeys(KeyRollover.withdrawing());

    assertThat(azure.get(WEB_1, token).status()).isEqualTo(200);
  }

  @Test
  void aPrincipalWithoutRightsIs403AndNamed() throws Exception {
    Answer answer = azure.get(WEB_1, azure.tokenOf("ci-deployer"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(code(answer)).isEqualTo("AuthorizationFailed");
    assertThat(answer.body().path("error").path("message").asText())
        .contains("bbbbbbbb-0000-4000-8000-000000000011")
        .contains("'Microsoft.Compute/virtualMachines/read'");
  }

  @Test
  void withoutRightsExistenceStaysHidden() throws Exception {
    String nobody = VM + "nobody?api-version=2025-04-01";

    assertThat(azure.get(nobody, azure.tokenOf("ci-deployer")).status()).isEqualTo(403);
  }

  @Test
  void theServersOwnMachineReadsThroughTheMetadataService() throws Exception {
    String token = metadataToken("machines/azimuth-1/");

    assertThat(azure.get(WEB_1, token).status()).isEqualTo(200);
  }

  @Test
  void theDefaultMachineReadsOnceItIsGranted() throws Exception {
    String token = metadataToken("");
    assertThat(azure.get(WEB_1, token).status()).isEqualTo(403);

    azure.steered.grant("bbbbbbbb-0000-4000-8000-000000000001");
    assertThat(azure.get(WEB_1, token).status()).isEqualTo(200);
    azure.steered.revoke("bbbbbbbb-0000-4000-8000-000000000001");
    assertThat(azure.get(WEB_1, token).status()).isEqualTo(403);
  }

  private static String metadataToken(String machine) throws Exception {
    String path = machine + "metadata/identity/oauth2/token?api-version=2018-02-01&resource=" + ARM;
    return azure.client.metadata(path).body().get("access_token").asText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/subscriptions/22222222-2222-2222-2222-222222222222/providers/Microsoft.Web | 400 | MissingApiVersionParameter",
        "%VM%web-1 | 400 | MissingApiVersionParameter",
        "%VM%web-1?api-version=soon | 400 | InvalidApiVersionParameter",
        "%VM%web-1?api-version=1999-01-01 | 400 | NoRegisteredProviderFound",
        "%VM%web-9?api-version=2025-04-01 | 404 | ResourceNotFound",
        "%VM%web-1%2F..?api-version=2025-04-01 | 404 | NotFound",
        "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-we/providers/Microsoft.Compute/virtualMachines/web-1?api-version=2025-04-01 | 404 | ResourceGroupNotFound",
        "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web/providers/Microsoft.Compute/toasters/web-1?api-version=2025-04-01 | 404 | InvalidResourceType",
        "/subscriptions/22222222-2222-2222-2222-222222222222/providers/Microsoft.Moon?api-version=2025-04-01 | 404 | InvalidResourceNamespace",
        "/subscriptions/44444444-2222-2222-2222-222222222222/providers/Microsoft.Web?api-version=2025-04-01 | 404 | SubscriptionNotFound",
        "/subscriptions/4/providers/Microsoft.Web?api-version=2025-04-01 | 400 | InvalidSubscriptionId",
        "/subscriptions/88888888-8888-8888-8888-888888888888/providers/Microsoft.Web?api-version=2025-04-01 | 401 | InvalidAuthenticationTokenTenant",
        "/subscriptions/22222222-2222-2222-2222-222222222222?api-version=2025-04-01 | 404 | NotFound",
      })
  void whatCannotBeServedIsSaidInAzuresForm(String path, int status, String code) throws Exception {
    Answer answer = azure.get(path.replace("%VM%", VM));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(code(answer)).isEqualTo(code);
    assertThat(answer.body().path("error").path("message").asText()).isNotEmpty();
  }

  @Test
  void aReaderMayNotWriteAndTheAttemptIsCounted() throws Exception {
    String path =
        "/subscriptions/22222222-2222-2222-2222-222222222222/providers/Microsoft.Web/register";
    HttpRequest.Builder request =
        azure
            .request(path + "?api-version=2025-04-01")
            .header("Authorization", "Bearer " + azure.token())
            .POST(HttpRequest.BodyPublishers.noBody());

    assertThat(code(azure.client.send(request))).isEqualTo("AuthorizationFailed");
    assertThat(azure.steered.reads()).containsEntry("POST " + path.toLowerCase(Locale.ROOT), 1L);
  }

  @Test
  void everyAnswerCarriesAzuresHeadersAndIsNotCompressed() throws Exception {
    Answer answer =
        azure.client.send(
            azure
                .request(WEB_1)
                .header("Authorization", "Bearer " + azure.token())
                .header("Accept-Encoding", "gzip")
                .header("x-ms-client-request-id", "mine"));

    assertThat(answer.response().headers().map())
        .containsKeys(
            "x-ms-request-id",
            "x-ms-correlation-request-id",
            "x-ms-routing-request-id",
            "x-ms-ratelimit-remaining-subscription-reads")
        .doesNotContainKey("content-encoding");
    assertThat(answer.response().headers().firstValue("x-ms-client-request-id")).contains("mine");
  }
}
