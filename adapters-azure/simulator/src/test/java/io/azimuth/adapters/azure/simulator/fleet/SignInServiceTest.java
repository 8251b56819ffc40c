package io.azimuth.adapters.azure.simulator.fleet;

import static io.azimuth.adapters.azure.simulator.fleet.SeededFleet.FOREIGN_TENANT;
import static io.azimuth.adapters.azure.simulator.fleet.SeededFleet.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.PublishedKeys;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInServiceTest {

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

  @BeforeEach
  void reset() {
    simulator.reset();
  }

  @Test
  void v1DocumentHasAzuresIssuerAndTheSimulatorsAddresses() throws Exception {
    Answer answer = client.authority(TENANT + "/.well-known/openid-configuration");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("issuer").asText())
        .isEqualTo("https://sts.windows.net/" + TENANT + "/");
    assertThat(answer.body().get("jwks_uri").asText())
        .isEqualTo(simulator.authorityUri() + "common/discovery/keys");
    assertThat(answer.body().get("token_endpoint").asText())
        .isEqualTo(simulator.authorityUri() + TENANT + "/oauth2/token");
    assertThat(answer.body().get("authorization_endpoint").asText())
        .isEqualTo(simulator.authorityUri() + TENANT + "/oauth2/authorize");
  }

  @Test
  void v2DocumentHasAzuresIssuerAndTheSimulatorsAddresses() throws Exception {
    Answer answer = client.authority(TENANT + "/v2.0/.well-known/openid-configuration");

    assertThat(answer.body().get("issuer").asText())
        .isEqualTo("https://login.microsoftonline.com/" + TENANT + "/v2.0");
    assertThat(answer.body().get("jwks_uri").asText())
        .isEqualTo(simulator.authorityUri() + TENANT + "/discovery/v2.0/keys");
    assertThat(answer.body().get("token_endpoint").asText())
        .isEqualTo(simulator.authorityUri() + TENANT + "/oauth2/v2.0/token");
  }

  @Test
  void aDomainInThePathGivesTheIssuerWithTheGuid() throws Exception {
    Answer answer = client.authority("Lab.Azimuth.Example/.well-known/openid-configuration");

    assertThat(answer.body().get("issuer").asText())
        .isEqualTo("https://sts.windows.net/" + TENANT + "/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"common", "organizations"})
  void aDocumentForNoTenantHasABracedIssuer(String name) throws Exception {
    Answer v1 = client.authority(name + "/.well-known/openid-configuration");
    Answer v2 = client.authority(name + "/v2.0/.well-known/openid-configuration");

    assertThat(v1.body().get("issuer").asText()).isEqualTo("https://sts.windows.net/{tenantid}/");
    assertThat(v2.body().get("issuer").asText())
        .isEqualTo("https://login.microsoftonline.com/{tenantid}/v2.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "33333333-3333-3333-3333-333333333333/.well-known/openid-configuration",
        "33333333-3333-3333-3333-333333333333/v2.0/.well-known/openid-configuration",
        "33333333-3333-3333-3333-333333333333/discovery/v2.0/keys"
      })
  void anUnknownTenantIsRefusedInTheTokenEndpointsForm(String path) throws Exception {
    assertError(client.authority(path), 400, "invalid_request", 90002);
  }

  @Test
  void keysAreTheSameForAllTenantsAndVersions() throws Exception {
    JsonNode common = client.authority("common/discovery/keys").body();

    assertThat(client.authority(TENANT + "/discovery/v2.0/keys").body()).isEqualTo(common);
    assertThat(client.authority(FOREIGN_TENANT + "/discovery/v2.0/keys").body()).isEqualTo(common);
  }

  @Test
  void keysHaveMicrosoftsMembersAndNoAlgorithm() throws Exception {
    Answer answer = client.authority("common/discovery/keys");

    assertThat(answer.response().headers().firstValue("Cache-Control"))
        .contains("max-age=86400, private");
    List<String> issuers = new ArrayList<>();
    for (JsonNode key : answer.body().get("keys")) {
      issuers.add(key.get("issuer").asText());
      assertThat(key.has("alg")).isFalse();
      assertThat(key.get("use").asText()).isEqualTo("sig");
      assertThat(key.get("kid")).isEqualTo(key.get("x5t"));
      assertCertificateBelongsToKey(key);
    }
    assertThat(issuers)
        .containsExactly(
            "https://login.microsoftonline.com/{tenantid}/v2.0",
            "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0");
  }

  private static void assertCertificateBelongsToKey(JsonNode key) throws Exception {
    byte[] der = Base64.getDecoder().decode(key.get("x5c").get(0).asText());
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
    PublicJsonWebKey parsed = PublicJsonWebKey.Factory.newPublicJwk(key.toString());
    assertThat(certificate.getPublicKey()).isEqualTo(parsed.getPublicKey());
    byte[] thumbprint = MessageDigest.getInstance("SHA-1").digest(der);
    assertThat(Base64.getUrlDecoder().decode(key.get("kid").asText())).isEqualTo(thumbprint);
  }

  @Test
  void aSecretBuysAToken() throws Exception {
    Answer answer = client.form(TENANT + "/oauth2/v2.0/token", form("secret", SCOPE));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("token_type").asText()).isEqualTo("Bearer");
    assertThat(answer.body().get("expires_in").isInt()).isTrue();
    assertThat(answer.body().get("expires_in").asInt()).isEqualTo(3599);
    assertThat(answer.body().get("ext_expires_in").asInt()).isEqualTo(3599);
    assertThat(answer.body().has("refresh_token")).isFalse();
    String token = answer.body().get("access_token").asText();
    assertThat(new PublishedKeys(client).defects(token, issuer(), "https://management.azure.com/"))
        .isEmpty();
  }

  @Test
  void theScopeKeepsTheSlashOfTheAudience() throws Exception {
    String scope = "https%3A%2F%2Fmanagement.azure.com%2F.default";
    Answer answer = client.form(TENANT + "/oauth2/v2.0/token", form("secret", scope));

    String token = answer.body().get("access_token").asText();
    assertThat(PublishedKeys.payload(token)).contains("\"aud\":\"https://management.azure.com\"");
  }

  @Test
  void extrasOfMicrosoftsOwnLibraryAreIgnored() throws Exception {
    String extras = "&client_info=1";
    String scope = "openid+" + SCOPE + "+profile+offline_access";
    Answer answer = client.form(TENANT + "/oauth2/v2.0/token", form("secret", scope) + extras);

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void theOlderEndpointAsksByResource() throws Exception {
    String body =
        form("secret", SCOPE).replace("scope=" + SCOPE, "resource=https://graph.microsoft.com");
    Answer answer = client.form(TENANT + "/oauth2/token", body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(PublishedKeys.payload(answer.body().get("access_token").asText()))
        .contains("\"aud\":\"https://graph.microsoft.com\"");
  }

  @Test
  void aWrongSecretIs7000215() throws Exception {
    Answer answer = client.form(TENANT + "/oauth2/v2.0/token", form("wrong", SCOPE));

    assertError(answer, 401, "invalid_client", 7000215);
    assertThat(answer.body().get("error_description").asText())
        .startsWith("AADSTS7000215: Invalid client secret provided.")
        .endsWith("Timestamp: 2026-11-25 09:00:00Z");
    assertThat(answer.body().get("timestamp").asText()).isEqualTo("2026-11-25 09:00:00Z");
    assertThat(answer.response().body()).doesNotContain("wrong");
  }

  @Test
  void anUnknownClientIs700016() throws Exception {
    String body = form("secret", SCOPE).replace("000000000011", "000000000777");

    assertError(
        client.form(TENANT + "/oauth2/v2.0/token", body), 400, "unauthorized_client", 700016);
  }

  @Test
  void anApplicationOfAnotherTenantIs700016() throws Exception {
    assertError(
        client.form(FOREIGN_TENANT + "/oauth2/v2.0/token", form("secret", SCOPE)),
        400,
        "unauthorized_client",
        700016);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://management.azure.com/",
        "openid",
        "https://a/.default+https://b/.default"
      })
  void aScopeThatIsNotOneResourceIs70011(String scope) throws Exception {
    assertError(
        client.form(TENANT + "/oauth2/v2.0/token", form("secret", scope)),
        400,
        "invalid_scope",
        70011);
  }

  @Test
  void anUnknownResourceIs500011() throws Exception {
    assertError(
        client.form(TENANT + "/oauth2/v2.0/token", form("secret", "api://nobody/.default")),
        400,
        "invalid_resource",
        500011);
  }

  @Test
  void anAssertionMatchesNoFederatedCredential() throws Exception {
    String body = form("secret", SCOPE) + "&client_assertion=a.b.c";

    assertError(client.form(TENANT + "/oauth2/v2.0/token", body), 400, "invalid_client", 70021);
  }

  @Test
  void anotherGrantIsRefused() throws Exception {
    String body = form("secret", SCOPE).replace("client_credentials", "password");

    assertError(
        client.form(TENANT + "/oauth2/v2.0/token", body), 400, "unsupported_grant_type", 70003);
  }

  @Test
  void aBrokenEncodingIsRefusedWithoutQuotingIt() throws Exception {
    Answer answer = client.form(TENANT + "/oauth2/v2.0/token", "client_secret=hidden%zz");

    assertError(answer, 400, "invalid_request", 900144);
    assertThat(answer.response().body()).doesNotContain("hidden");
  }

  @Test
  void aRepeatedParameterIsRefused() throws Exception {
    String body = form("secret", SCOPE) + "&client_id=x";

    assertError(client.form(TENANT + "/oauth2/v2.0/token", body), 400, "invalid_request", 900144);
  }

  private static final String SCOPE = "https%3A%2F%2Fmanagement.azure.com%2F%2F.default";

  private static String form(String secret, String scope) {
    String right = "lab-secret-of-ci-deployer";
    return "grant_type=client_credentials&client_id=aaaaaaaa-0000-4000-8000-000000000011"
        + "&client_secret="
        + (secret.equals("secret") ? right : secret)
        + "&scope="
        + scope;
  }

  private static String issuer() {
    return "https://sts.windows.net/" + TENANT + "/";
  }

  private static void assertError(Answer answer, int status, String error, int number) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().get("error").asText()).isEqualTo(error);
    assertThat(answer.body().get("error_codes").get(0).asInt()).isEqualTo(number);
    assertThat(answer.body().get("error_description").asText()).startsWith("AADSTS" + number + ":");
    assertThat(answer.body().get("error_uri").asText()).endsWith("code=" + number);
    assertThat(answer.body().get("trace_id").asText()).hasSize(36);
    assertThat(answer.body().get("correlation_id").asText()).hasSize(36);
  }
}
