package io.azimuth.adapters.azure.simulator.imds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.adapters.azure.simulator.PublishedKeys;
import io.azimuth.adapters.azure.simulator.ResourceManagerClient.MovableClock;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.attestation.AttestationDefect;
import io.azimuth.adapters.azure.simulator.attestation.AttestationOrder;
import io.azimuth.adapters.azure.simulator.credential.SigningRequestWriter;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.fleet.SeededFleet;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import io.azimuth.domain.secret.SecretText;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import org.jose4j.keys.X509Util;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of machines, and the tokens that they buy. */
class CredentialEndpointTest {

  private static final String TENANT = SeededFleet.TENANT;
  private static final String WEB_1 = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final String UAMI_WEB = "aaaaaaaa-0000-4000-8000-000000000002";
  private static final String CVM_1 = "aaaaaaaa-0000-4000-8000-000000000040";
  private static final String VERSION = "?cred-api-version=2.0";

  private static AzureSimulator simulator;
  private static SimulatorClient client;
  private static TokenSigningKey key;
  private static TokenSigningKey other;

  @BeforeAll
  static void start() throws Exception {
    simulator = SimulatorClient.start();
    client = new SimulatorClient(simulator);
    key = TokenSigningKey.generate(new SecureRandom());
    other = TokenSigningKey.generate(new SecureRandom());
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void reset() {
    simulator.reset();
  }

  private static Answer platform(String machine, String query) throws Exception {
    return client.metadata(
        "machines/" + machine + "/metadata/identity/getplatformmetadata" + VERSION + query);
  }

  private static Answer issue(String machine, String query, String csr) throws Exception {
    return client.send(
        client
            .metadataRequest(
                "machines/" + machine + "/metadata/identity/issuecredential" + VERSION + query)
            .header("Metadata", "true")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"csr\":\"" + csr + "\"}")));
  }

  private static Answer issueAttested(String csr, SecretText attestation) throws Exception {
    return client.send(
        client
            .metadataRequest("machines/cvm-1/metadata/identity/issuecredential" + VERSION)
            .header("Metadata", "true")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"csr\":\"%s\",\"attestation_token\":\"%s\"}"
                        .formatted(csr, attestation.expose()))));
  }

  private static SigningRequestWriter ofWeb1() {
    return new SigningRequestWriter(key.publicKey(), key.privateKey(), WEB_1, TENANT, vmId(1));
  }

  private static String vmId(int number) {
    return "eeeeeeee-0000-4000-8000-%012d".formatted(number);
  }

  private static X509Certificate certificate(Answer answer) throws Exception {
    byte[] der = Base64.getDecoder().decode(answer.body().get("certificate").asText());
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static SimulatorClient holding(Answer answer) throws Exception {
    return client.showing(certificate(answer), key.privateKey());
  }

  private static Answer token(SimulatorClient machine, Answer issued, String clientId, String type)
      throws Exception {
    URI base = URI.create(issued.body().get("mtls_authentication_endpoint").asText());
    String path =
        simulator.authorityUri().relativize(base)
            + "/"
            + issued.body().get("tenant_id").asText()
            + "/oauth2/v2.0/token";
    return machine.form(
        path,
        "grant_type=client_credentials&scope=https://management.azure.com/.default&client_id="
            + clientId
            + type);
  }

  private static Answer bound(Answer issued, String clientId) throws Exception {
    return token(holding(issued), issued, clientId, "&token_type=mtls_pop");
  }

  @Test
  void theMachineLearnsWhoItIs() throws Exception {
    Answer answer = platform("web-1", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().headers().firstValue("Server")).get().asString().contains("IMDS/");
    assertThat(answer.body().get("clientId").asText()).isEqualTo(WEB_1);
    assertThat(answer.body().get("tenantId").asText()).isEqualTo(TENANT);
    assertThat(answer.body().get("cuId").toString()).isEqualTo("{\"vmId\":\"" + vmId(1) + "\"}");
    assertThat(answer.body().get("attestationEndpoint").asText())
        .startsWith(simulator.authorityUri().toString());
  }

  @Test
  void anInstanceOfAScaleSetNamesTheSet() throws Exception {
    String vmss = platform("fleet_0", "").body().at("/cuId/vmssId").asText();

    assertThat(vmss)
        .hasSize(36)
        .isEqualTo(platform("fleet_1", "").body().at("/cuId/vmssId").asText());
  }

  @ParameterizedTest
  @CsvSource({"web-2,''", "web-3,&client_id=" + UAMI_WEB})
  void aUserAssignedIdentityIsChosenAsForTokens(String machine, String query) throws Exception {
    assertThat(platform(machine, query).body().get("clientId").asText()).isEqualTo(UAMI_WEB);
  }

  @ParameterizedTest
  @CsvSource({"web-4,'',400", "web-1,&client_id=" + UAMI_WEB + ",400", "orders-func,'',404"})
  void noIdentityNoMetadata(String machine, String query, int status) throws Exception {
    assertThat(platform(machine, query).status()).isEqualTo(status);
  }

  @Test
  void headerAndVersionAreDemanded() throws Exception {
    String path = "metadata/identity/getplatformmetadata";

    Answer noHeader = client.send(client.metadataRequest(path + VERSION));
    Answer noVersion = client.metadata(path + "?api-version=2018-02-01");
    Answer forwarded =
        client.send(
            client
                .metadataRequest(path + VERSION)
                .header("Metadata", "true")
                .header("X-Forwarded-For", "10.0.0.1"));

    assertThat(noHeader.status()).isEqualTo(400);
    assertThat(noHeader.response().headers().firstValue("Server")).isPresent();
    assertThat(noVersion.body().get("error_description").asText())
        .isEqualTo("The cred-api-version must be 2.0");
    assertThat(forwarded.status()).isEqualTo(400);
  }

  @Test
  void aCertificateIsIssuedForTheKey() throws Exception {
    Answer answer = issue("web-1", "", ofWeb1().write());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("client_id").asText()).isEqualTo(WEB_1);
    assertThat(answer.body().get("tenant_id").asText()).isEqualTo(TENANT);
    assertThat(answer.body().get("identity_type").asText()).isEqualTo("SystemAssigned");
    assertThat(answer.body().get("mtls_authentication_endpoint").asText())
        .isEqualTo(simulator.authorityUri() + "mtlsauth/westeurope");
    X509Certificate certificate = certificate(answer);
    assertThat(certificate.getPublicKey()).isEqualTo(key.publicKey());
    assertThat(certificate.getSubjectX500Principal().getName()).contains(WEB_1).contains(TENANT);
    assertThat(certificate.getNotAfter().toInstant())
        .isEqualTo(SimulatorClient.NOW.plus(Duration.ofDays(7)));
  }

  @Test
  void theCertificateBuysABoundTokenOfTheMachine() throws Exception {
    Answer issued = issue("web-1", "", ofWeb1().write());

    Answer answer = bound(issued, WEB_1);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("token_type").asText()).isEqualTo("mtls_pop");
    JsonNode claims = claims(answer);
    assertThat(claims.at("/cnf/x5t#S256").asText())
        .isEqualTo(X509Util.x5tS256(certificate(issued)));
    assertThat(claims.get("oid").asText()).isEqualTo("bbbbbbbb-0000-4000-8000-000000000001");
    assertThat(claims.get("xms_mirid").asText()).endsWith("/virtualMachines/web-1");
  }

  @Test
  void withoutATypeItIsABearerToken() throws Exception {
    Answer issued = issue("web-1", "", ofWeb1().withPkcs1().write());

    Answer answer = token(holding(issued), issued, WEB_1, "");

    assertThat(answer.body().get("token_type").asText()).isEqualTo("Bearer");
    assertThat(claims(answer).has("cnf")).isFalse();
  }

  @Test
  void aUserAssignedIdentityNamesTheMachineThatItIsOn() throws Exception {
    String csr =
        new SigningRequestWriter(key.publicKey(), key.privateKey(), UAMI_WEB, TENANT, vmId(2))
            .write();

    Answer issued = issue("web-2", "", csr);
    JsonNode claims = claims(bound(issued, UAMI_WEB));

    assertThat(issued.body().get("identity_type").asText()).isEqualTo("UserAssigned");
    assertThat(claims.get("xms_az_rid").asText()).endsWith("/virtualMachines/web-2");
  }

  @Test
  void aCertificateIsGoodForItsOwnIdentityOnly() throws Exception {
    Answer issued = issue("web-1", "", ofWeb1().write());

    assertRefused(bound(issued, UAMI_WEB), 401, 700021);
    assertRefused(bound(issued, "aaaaaaaa-0000-4000-8000-000000000011"), 401, 700027);
    assertRefused(bound(issued, "aaaaaaaa-0000-4000-8000-00000000ffff"), 400, 700016);
  }

  @Test
  void aCertificateOfSomeoneElseIs700027() throws Exception {
    Answer issued = issue("web-1", "", ofWeb1().write());
    SimulatorClient stranger = client.showing(other.certificate(), other.privateKey());

    assertRefused(token(stranger, issued, WEB_1, "&token_type=mtls_pop"), 401, 700027);
    assertRefused(token(client, issued, WEB_1, "&token_type=mtls_pop"), 400, 392200);
  }

  @Test
  void aLostIdentityBuysNothing() throws Exception {
    String csr =
        new SigningRequestWriter(key.publicKey(), key.privateKey(), UAMI_WEB, TENANT, vmId(2))
            .write();
    Answer issued = issue("web-2", "", csr);

    simulator.resourceManager().detach("web-2", "uami-web");

    assertRefused(bound(issued, UAMI_WEB), 400, 700016);
  }

  @Test
  void aCertificateExpiresByTheClockOfTheSimulator() throws Exception {
    MovableClock clock = new MovableClock();
    try (AzureSimulator aging =
        AzureSimulator.start(AzureSimulatorConfig.forTests(clock, new SecureRandom()))) {
      SimulatorClient machine = new SimulatorClient(aging);
      Answer issued =
          machine.send(
              machine
                  .metadataRequest("metadata/identity/issuecredential" + VERSION)
                  .header("Metadata", "true")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"csr\":\"" + ofWeb1().write() + "\"}")));
      SimulatorClient holder = machine.showing(certificate(issued), key.privateKey());
      String form =
          "grant_type=client_credentials&token_type=mtls_pop&client_id="
              + WEB_1
              + "&scope=https://management.azure.com/.default";

      assertThat(holder.form("mtlsauth/" + TENANT + "/oauth2/v2.0/token", form).status())
          .isEqualTo(200);
      clock.move(Duration.ofDays(7).plusSeconds(1));
      assertRefused(holder.form("mtlsauth/" + TENANT + "/oauth2/v2.0/token", form), 401, 392204);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "MIIB"})
  void whatIsNoRequestIsRefused(String csr) throws Exception {
    assertThat(issue("web-1", "", csr).body().get("error_description").asText())
        .startsWith("The csr is not");
  }

  @Test
  void aRequestMustBeSignedByItsKey() throws Exception {
    assertThat(issue("web-1", "", ofWeb1().signedBy(other.privateKey()).write()).status())
        .isEqualTo(400);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    KeyPair small = generator.generateKeyPair();
    String csr =
        new SigningRequestWriter(small.getPublic(), small.getPrivate(), WEB_1, TENANT, vmId(1))
            .write();

    assertThat(issue("web-1", "", csr).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=aaaaaaaa-0000-4000-8000-000000000002,DC=11111111-1111-1111-1111-111111111111",
        "CN=aaaaaaaa-0000-4000-8000-000000000001,DC=99999999-9999-9999-9999-999999999999",
        "CN=aaaaaaaa-0000-4000-8000-000000000001"
      })
  void aRequestMustNameIdentityAndTenant(String subject) throws Exception {
    assertThat(
            issue("web-1", "", ofWeb1().subject(subject).write())
                .body()
                .get("error_description")
                .asText())
        .startsWith("The subject");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"vmId\":\"eeeeeeee-0000-4000-8000-000000000002\"}",
        "{\"vmId\":\"eeeeeeee-0000-4000-8000-000000000001\",\"vmssId\":\"x\"}",
        "{}",
        "no JSON"
      })
  void aRequestMustNameTheMachine(String computeUnit) throws Exception {
    assertThat(
            issue("web-1", "", ofWeb1().computeUnit(computeUnit).write())
                .body()
                .get("error_description")
                .asText())
        .endsWith("the cuId of this machine");
  }

  @ParameterizedTest
  @CsvSource({
    "NONE,0",
    "EXPIRED,1000610",
    "NOT_YET_VALID,1000610",
    "WRONG_ISSUER,1000611",
    "FOREIGN_KEY_SET,1000613",
    "FOREIGN_KEY,1000614",
    "UNSIGNED,1000614",
    "PAYLOAD_SWAPPED,1000614"
  })
  void theTokenAndNotTheCertificateIsRefusedForABadAttestation(AttestationDefect defect, int number)
      throws Exception {
    Answer issued =
        issueAttested(
            ofCvm1(), simulator.attestation().mint(AttestationOrder.of("cvm-1").with(defect)));

    assertThat(issued.status()).isEqualTo(200);
    assertThat(bound(issued, CVM_1).body().at("/error_codes/0").asInt()).isEqualTo(number);
  }

  @Test
  void theAttestationOfAnotherMachineIs1000612() throws Exception {
    Answer issued =
        issueAttested(ofCvm1(), simulator.attestation().mint(AttestationOrder.of("tl-1")));

    assertRefused(bound(issued, CVM_1), 401, 1000612);
  }

  private static String ofCvm1() throws Exception {
    return new SigningRequestWriter(key.publicKey(), key.privateKey(), CVM_1, TENANT, vmId(40))
        .write();
  }

  @Test
  void bothCanBeThrottled() throws Exception {
    for (SimulatorEndpoint endpoint :
        new SimulatorEndpoint[] {
          SimulatorEndpoint.PLATFORM_METADATA, SimulatorEndpoint.ISSUE_CREDENTIAL
        }) {
      simulator.fault(SimulatedFault.status(endpoint, 429).retryAfter(7).times(1));
    }

    Answer platform = platform("web-1", "");
    Answer issued = issue("web-1", "", ofWeb1().write());

    for (Answer each : new Answer[] {platform, issued}) {
      assertThat(each.status()).isEqualTo(429);
      assertThat(each.response().headers().firstValue("Retry-After")).contains("7");
      assertThat(each.response().headers().firstValue("Server")).isPresent();
    }
    assertThat(platform("web-1", "").status()).isEqualTo(200);
    assertThat(simulator.requestCounts())
        .containsEntry(SimulatorEndpoint.PLATFORM_METADATA, 2L)
        .containsEntry(SimulatorEndpoint.ISSUE_CREDENTIAL, 1L);
  }

  private static JsonNode claims(Answer answer) throws Exception {
    return new ObjectMapper()
        .readTree(PublishedKeys.payload(answer.body().get("access_token").asText()));
  }

  private static void assertRefused(Answer answer, int status, int number) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().at("/error_codes/0").asInt()).isEqualTo(number);
  }
}
