package io.azimuth.adapters.azure.simulator.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.PublishedKeys;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.token.CompactJwt;
import io.azimuth.domain.secret.SecretText;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttestationEndpointTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INSTANCE = "attestation/lab-attestation";
  private static final String NONCE = "MTIzNA==";
  private static final String VM_40 = "EEEEEEEE-0000-4000-8000-000000000040";

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

  private static Answer attest(String machine, String info) throws Exception {
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(info.getBytes(StandardCharsets.UTF_8));
    return post(machine, "{\"AttestationInfo\":\"" + encoded + "\"}");
  }

  private static Answer post(String machine, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(
                client.authorityUri(
                    "machines/"
                        + machine
                        + "/"
                        + INSTANCE
                        + "/attest/AzureGuest?api-version=2020-10-01"))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String nonceInfo() {
    return "{\"ClientPayload\":{\"nonce\":\"" + NONCE + "\"}}";
  }

  private static SecretText token(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return SecretText.of(answer.body().get("token").asText());
  }

  private static JsonNode claims(SecretText token) throws Exception {
    return JSON.readTree(PublishedKeys.payload(token.expose()));
  }

  private static JsonNode header(SecretText token) throws Exception {
    return JSON.readTree(PublishedKeys.header(token.expose()));
  }

  /** The key of that id in the key set, by its certificate. */
  private static Optional<PublicKey> published(String keyId) throws Exception {
    for (JsonNode each : client.authority(INSTANCE + "/certs").body().get("keys")) {
      if (each.get("kid").asText().equals(keyId)) {
        return Optional.of(certificate(each).getPublicKey());
      }
    }
    return Optional.empty();
  }

  private static X509Certificate certificate(JsonNode key) throws Exception {
    byte[] der = Base64.getDecoder().decode(key.at("/x5c/0").asText());
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static boolean isProved(SecretText token) throws Exception {
    Optional<PublicKey> key = published(header(token).path("kid").asText());
    return key.isPresent() && CompactJwt.parse(token).orElseThrow().isSignedBy(key.get());
  }

  @Test
  void aConfidentialMachineIsAttested() throws Exception {
    SecretText token = token(attest("cvm-1", nonceInfo()));

    JsonNode claims = claims(token);
    assertThat(claims.get("iss").asText()).isEqualTo(simulator.attestation().issuer().toString());
    assertThat(claims.get("x-ms-attestation-type").asText()).isEqualTo("azurevm");
    assertThat(claims.get("secureboot").asBoolean()).isTrue();
    assertThat(claims.get("x-ms-azurevm-debuggersdisabled").asBoolean()).isTrue();
    assertThat(claims.get("x-ms-azurevm-vmid").asText()).isEqualTo(VM_40);
    assertThat(claims.at("/x-ms-isolation-tee/x-ms-attestation-type").asText())
        .isEqualTo("sevsnpvm");
    assertThat(claims.at("/x-ms-isolation-tee/x-ms-compliance-status").asText())
        .isEqualTo("azure-compliant-cvm");
    assertThat(claims.at("/x-ms-runtime/client-payload/nonce").asText()).isEqualTo(NONCE);
    assertThat(claims.get("x-ms-policy-hash").asText())
        .isEqualTo(PlatformState.DEFAULT_POLICY_HASH);
    long now = SimulatorClient.NOW.getEpochSecond();
    assertThat(claims.get("iat").asLong()).isEqualTo(now);
    assertThat(claims.get("exp").asLong()).isEqualTo(now + 28_800);
    assertThat(isProved(token)).isTrue();
    assertThat(header(token).get("jku").asText())
        .isEqualTo(simulator.attestation().issuer() + "/certs");
  }

  @Test
  void trustedLaunchHasNoIsolation() throws Exception {
    SecretText token = token(attest("tl-1", nonceInfo()));

    assertThat(claims(token).has("x-ms-isolation-tee")).isFalse();
    assertThat(claims(token).get("secureboot").asBoolean()).isTrue();
    assertThat(isProved(token)).isTrue();
  }

  @Test
  void anUnattestedMachineIsRefusedAndItsMintedAttestationSaysNothing() throws Exception {
    Answer answer = attest("web-1", nonceInfo());
    JsonNode minted =
        claims(simulator.attestation().mint(AttestationOrder.of("web-1").nonce("1234")));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/error/code").asText()).isEqualTo("AttestationFailed");
    assertThat(minted.has("secureboot")).isFalse();
    assertThat(minted.has("x-ms-azurevm-vmid")).isFalse();
    assertThat(minted.at("/x-ms-runtime/client-payload/nonce").asText()).isEqualTo(NONCE);
  }

  @Test
  void theHeaderNamesTheMachineToo() throws Exception {
    Answer answer =
        client.send(
            HttpRequest.newBuilder(
                    client.authorityUri(INSTANCE + "/attest/AzureGuest?api-version=2022-08-01"))
                .header("X-Simulator-Machine", "cvm-1")
                .POST(HttpRequest.BodyPublishers.ofString("{\"AttestationInfo\":\"e30=\"}")));

    assertThat(claims(token(answer)).get("x-ms-azurevm-vmid").asText()).isEqualTo(VM_40);
    assertThat(claims(token(answer)).has("x-ms-runtime")).isFalse();
  }

  @Test
  void theMetadataServiceNamesTheAddressOfTheMachine() throws Exception {
    Answer platform =
        client.metadata(
            "machines/cvm-1/metadata/identity/getplatformmetadata?cred-api-version=2.0");

    assertThat(platform.body().get("attestationEndpoint").asText())
        .isEqualTo(simulator.authorityUri() + "machines/cvm-1/" + INSTANCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "no JSON",
        "{\"AttestationInfo\":\"%\"}",
        "{\"AttestationInfo\":\"W10\"}",
        "{\"AttestationInfo\":\"eyJDbGllbnRQYXlsb2FkIjp7Im5vbmNlIjoxfX0\"}"
      })
  void aMalformedRequestIsRefused(String body) throws Exception {
    assertThat(post("cvm-1", body).body().at("/error/code").asText()).isEqualTo("InvalidParameter");
  }

  @Test
  void otherMachinesAndVersionsAreRefused() throws Exception {
    assertThat(attest("nobody", nonceInfo()).status()).isEqualTo(404);
    assertThat(attest("orders-func", nonceInfo()).status()).isEqualTo(404);
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(client.authorityUri(INSTANCE + "/attest/AzureGuest"))
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .status())
        .isEqualTo(400);
  }

  @Test
  void theKeysArePublishedByTheirCertificatesAlone() throws Exception {
    JsonNode document = client.authority(INSTANCE + "/.well-known/openid-configuration").body();
    JsonNode key = client.authority(INSTANCE + "/certs").body().at("/keys/0");

    assertThat(document.get("jwks_uri").asText())
        .isEqualTo(document.get("issuer").asText() + "/certs");
    assertThat(key.fieldNames()).toIterable().containsExactly("kid", "kty", "x5c");
    assertThat(certificate(key).getSubjectX500Principal().getName())
        .contains(simulator.attestation().issuer().toString());
  }

  @Test
  void aKeyCanRoll() throws Exception {
    SecretText old = token(attest("cvm-1", nonceInfo()));
    String next = simulator.attestation().rollKeys(false);

    assertThat(isProved(old)).isTrue();
    assertThat(header(token(attest("cvm-1", nonceInfo()))).get("kid").asText()).isEqualTo(next);

    client.steer("attestation/keys/roll", "{\"withdraw\":true}");

    assertThat(isProved(old)).isFalse();
    assertThat(isProved(token(attest("cvm-1", nonceInfo())))).isTrue();
  }

  @Test
  void aPlatformCanBeChanged() throws Exception {
    client.steer(
        "attestation/platforms",
        "{\"machine\":\"web-1\",\"platform\":\"tdx\",\"secure_boot\":false,"
            + "\"debuggers_disabled\":false,\"policy_hash\":\"x\"}");

    JsonNode claims = claims(token(attest("web-1", nonceInfo())));

    assertThat(claims.get("secureboot").asBoolean()).isFalse();
    assertThat(claims.get("x-ms-azurevm-debuggersdisabled").asBoolean()).isFalse();
    assertThat(claims.get("x-ms-azurevm-kerneldebug-enabled").asBoolean()).isTrue();
    assertThat(claims.at("/x-ms-isolation-tee/x-ms-attestation-type").asText()).isEqualTo("tdxvm");
    assertThat(claims.at("/x-ms-isolation-tee/x-ms-tdxvm-is-debuggable").asBoolean()).isTrue();
    assertThat(claims.get("x-ms-policy-hash").asText()).isEqualTo("x");
    simulator.reset();
    assertThat(attest("web-1", nonceInfo()).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @EnumSource(
      value = AttestationDefect.class,
      names = {
        "FOREIGN_KEY_SET",
        "UNSIGNED",
        "HMAC_WITH_PUBLIC_KEY",
        "RS512",
        "FOREIGN_KEY",
        "UNKNOWN_KEY_ID",
        "SIGN_IN_KEY",
        "PAYLOAD_SWAPPED"
      })
  void aForgedAttestationIsNotProved(AttestationDefect defect) throws Exception {
    SecretText forged = simulator.attestation().mint(AttestationOrder.of("cvm-1").with(defect));

    assertThat(isProved(forged)).isFalse();
    assertThat(claims(forged).get("iss").asText())
        .isEqualTo(simulator.attestation().issuer().toString());
  }

  @Test
  void timesAndIssuerCanBeWrong() throws Exception {
    long now = SimulatorClient.NOW.getEpochSecond();

    JsonNode expired = minted(AttestationDefect.EXPIRED);
    JsonNode early = minted(AttestationDefect.NOT_YET_VALID);
    JsonNode foreign = minted(AttestationDefect.WRONG_ISSUER);

    assertThat(expired.get("exp").asLong()).isEqualTo(now - 3600);
    assertThat(early.get("nbf").asLong()).isEqualTo(now + 3600);
    assertThat(foreign.get("iss").asText()).isEqualTo("https://another.attest.azimuth.example");
  }

  private static JsonNode minted(AttestationDefect defect) throws Exception {
    SecretText token = simulator.attestation().mint(AttestationOrder.of("cvm-1").with(defect));
    assertThat(isProved(token)).isTrue();
    return claims(token);
  }

  @Test
  void claimsCanBeOrderedByRequest() throws Exception {
    Answer answer =
        client.steer(
            "attestation/mint",
            "{\"machine\":\"cvm-1\",\"nonce\":\"1234\",\"claims\":{\"secureboot\":false,\"jti\":null},"
                + "\"header\":{\"jku\":\"https://evil.example/certs\"}}");

    SecretText token = token(answer);
    assertThat(claims(token).get("secureboot").asBoolean()).isFalse();
    assertThat(claims(token).has("jti")).isFalse();
    assertThat(claims(token).at("/x-ms-runtime/client-payload/nonce").asText()).isEqualTo(NONCE);
    assertThat(header(token).get("jku").asText()).isEqualTo("https://evil.example/certs");
    assertThat(isProved(token)).isTrue();
    assertThat(client.steer("attestation/mint", "{\"machine\":\"nobody\"}").status())
        .isEqualTo(400);
  }

  @Test
  void serviceAndKeysFailApart() throws Exception {
    simulator.fault(
        SimulatedFault.status(SimulatorEndpoint.ATTESTATION, 429).retryAfter(3).times(1));
    simulator.fault(SimulatedFault.status(SimulatorEndpoint.ATTESTATION_KEYS, 503).times(1));

    Answer throttled = attest("cvm-1", nonceInfo());
    Answer keys = client.authority(INSTANCE + "/certs");

    assertThat(throttled.status()).isEqualTo(429);
    assertThat(throttled.response().headers().firstValue("Retry-After")).contains("3");
    assertThat(throttled.body().at("/error/code").asText()).isEqualTo("SimulatedFault");
    assertThat(keys.status()).isEqualTo(503);
    assertThat(attest("cvm-1", nonceInfo()).status()).isEqualTo(200);
    assertThat(client.authority(INSTANCE + "/certs").status()).isEqualTo(200);
  }
}
