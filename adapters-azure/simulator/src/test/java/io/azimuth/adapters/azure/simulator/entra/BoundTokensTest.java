package io.azimuth.adapters.azure.simulator.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.PublishedKeys;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.fleet.SeededFleet;
import io.azimuth.adapters.azure.simulator.token.AssertionClient;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import java.net.http.HttpRequest;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of applications that are bound to the certificate of the connection. */
class BoundTokensTest {

  private static final String NAME = "azimuth-server";
  private static final String CLIENT = "aaaaaaaa-0000-4000-8000-000000000010";
  private static final String SECRET = "lab-secret-of-azimuth-server";
  private static final String TENANT = SeededFleet.TENANT;
  private static final String VM =
      "subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web"
          + "/providers/Microsoft.Compute/virtualMachines/web-1?api-version=2025-04-01";

  private static AzureSimulator simulator;
  private static SimulatorClient plain;
  private static SimulatorClient owner;
  private static SimulatorClient stranger;
  private static TokenSigningKey key;

  @BeforeAll
  static void start() throws Exception {
    simulator = SimulatorClient.start();
    plain = new SimulatorClient(simulator);
    key = TokenSigningKey.generate(new SecureRandom());
    TokenSigningKey other = TokenSigningKey.generate(new SecureRandom());
    owner = plain.showing(key.certificate(), key.privateKey());
    stranger = plain.showing(other.certificate(), other.privateKey());
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void reset() {
    simulator.reset();
    simulator.federation().registerCertificate(NAME, key.certificate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mtlsauth/", "mtlsauth/westeurope/"})
  void theTokenNamesTheCertificateOfTheConnection(String prefix) throws Exception {
    Answer answer = owner.form(prefix + TENANT + "/oauth2/v2.0/token", bound());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("token_type").asText()).isEqualTo("mtls_pop");
    JsonNode claims = claims(answer);
    assertThat(claims.get("cnf").toString()).isEqualTo("{\"x5t#S256\":\"" + thumbprint() + "\"}");
    assertThat(claims.get("appidacr").asText()).isEqualTo("2");
  }

  @Test
  void theDiscoveryDocumentNamesTheAddressForMutualTls() throws Exception {
    JsonNode document = plain.authority(TENANT + "/v2.0/.well-known/openid-configuration").body();

    assertThat(document.get("tls_client_certificate_bound_access_tokens").asBoolean()).isTrue();
    assertThat(document.at("/mtls_endpoint_aliases/token_endpoint").asText())
        .isEqualTo(simulator.authorityUri() + "mtlsauth/" + TENANT + "/oauth2/v2.0/token");
  }

  @Test
  void withoutACertificateItIs392200() throws Exception {
    assertRefused(plain.form(TENANT + "/oauth2/v2.0/token", bound()), 400, 392200);
    assertRefused(
        plain.form("mtlsauth/" + TENANT + "/oauth2/v2.0/token", withSecret()), 400, 392200);
  }

  @Test
  void aCertificateThatIsNotTheApplicationsIs700027() throws Exception {
    assertRefused(stranger.form(TENANT + "/oauth2/v2.0/token", bound()), 401, 700027);
    assertRefused(
        stranger.form(TENANT + "/oauth2/v2.0/token", bound() + "&client_secret=" + SECRET),
        401,
        700027);
  }

  @Test
  void anotherTypeOfTokenIsRefusedAndNotReplacedByABearerToken() throws Exception {
    Answer answer = owner.form(TENANT + "/oauth2/v2.0/token", withSecret() + "&token_type=pop");

    assertRefused(answer, 400, 9002313);
  }

  @Test
  void aSecretBuysABearerTokenWhateverTheConnectionShows() throws Exception {
    Answer answer = stranger.form(TENANT + "/oauth2/v2.0/token", withSecret());

    assertThat(answer.body().get("token_type").asText()).isEqualTo("Bearer");
    assertThat(claims(answer).has("cnf")).isFalse();
  }

  @Test
  void anAssertionBoundToAnotherCertificateIs500181() throws Exception {
    Map<String, String> confirmation = Map.of("x5t#S256", thumbprint());

    Answer good = assertion(owner).with("cnf", confirmation).offer(CLIENT);
    Answer theirs = assertion(stranger).with("cnf", confirmation).offer(CLIENT);
    Answer none = assertion(plain).with("cnf", confirmation).offer(CLIENT);

    assertThat(good.status()).isEqualTo(200);
    assertRefused(theirs, 400, 500181);
    assertRefused(none, 400, 500181);
  }

  private static AssertionClient assertion(SimulatorClient from) throws Exception {
    return AssertionClient.selfSigned(from, CLIENT, key).header("x5t#S256", thumbprint());
  }

  @Test
  void theServicesDemandTheCertificateOfABoundToken() throws Exception {
    String arm =
        token(
            owner.form(
                TENANT + "/oauth2/v2.0/token",
                bound().replace("management.azure.com/", simulator.authorityUri().getAuthority())));

    assertThat(status(owner, "MTLS_POP " + arm)).isEqualTo(200);
    assertThat(status(owner, "Bearer " + arm)).isEqualTo(401);
    assertThat(status(plain, "MTLS_POP " + arm)).isEqualTo(401);
    assertThat(status(stranger, "MTLS_POP " + arm)).isEqualTo(401);
  }

  @Test
  void anUnboundTokenIsNoBoundOne() throws Exception {
    String token = simulator.mint(TokenRequest.forApplication(NAME, SimulatorClient.ARM)).expose();

    assertThat(status(owner, "Bearer " + token)).isEqualTo(200);
    assertThat(status(owner, "MTLS_POP " + token)).isEqualTo(401);
  }

  @Test
  void aBoundTokenCanBeMinted() throws Exception {
    String token =
        simulator
            .mint(TokenRequest.forApplication(NAME, SimulatorClient.ARM).boundTo(key.certificate()))
            .expose();

    assertThat(PublishedKeys.payload(token)).contains("\"x5t#S256\":\"" + thumbprint() + "\"");
  }

  private static int status(SimulatorClient from, String authorization) throws Exception {
    return from.send(
            HttpRequest.newBuilder(plain.authorityUri(VM)).header("Authorization", authorization))
        .status();
  }

  private static String bound() {
    return form() + "&token_type=mtls_pop";
  }

  private static String withSecret() {
    return form() + "&client_secret=" + SECRET;
  }

  private static String form() {
    return "grant_type=client_credentials&scope=https://management.azure.com//.default&client_id="
        + CLIENT;
  }

  private static String token(Answer answer) {
    return answer.body().get("access_token").asText();
  }

  private static JsonNode claims(Answer answer) throws Exception {
    return new ObjectMapper().readTree(PublishedKeys.payload(token(answer)));
  }

  private static String thumbprint() throws Exception {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(key.certificate().getEncoded()));
  }

  private static void assertRefused(Answer answer, int status, int number) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().at("/error_codes/0").asInt()).isEqualTo(number);
    assertThat(answer.body().get("error_description").asText())
        .startsWith("AADSTS" + number + ": ");
  }
}
