package io.azimuth.adapters.azure.simulator.federation;

import static io.azimuth.adapters.azure.simulator.token.AssertionClient.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.ClientCertificateCredential;
import com.azure.identity.ClientCertificateCredentialBuilder;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.adapters.azure.simulator.PublishedKeys;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.fleet.SeededFleet;
import io.azimuth.adapters.azure.simulator.token.AssertionClient;
import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Assertions that an application signs with the key of a certificate. */
class ClientCertificatesTest {

  private static final String CLIENT = "aaaaaaaa-0000-4000-8000-000000000011";
  private static final String NAME = "ci-deployer";

  private static AzureSimulator simulator;
  private static SimulatorClient client;
  private static TokenSigningKey key;
  private static TokenSigningKey other;
  private static X509Certificate certificate;

  @BeforeAll
  static void start() throws Exception {
    simulator = SimulatorClient.start();
    client = new SimulatorClient(simulator);
    key = TokenSigningKey.generate(new SecureRandom());
    other = TokenSigningKey.generate(new SecureRandom());
    certificate = key.certificate();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void reset() {
    simulator.reset();
    simulator.federation().registerCertificate(NAME, certificate);
  }

  private static byte[] digest(String algorithm) throws Exception {
    return MessageDigest.getInstance(algorithm).digest(key.certificate().getEncoded());
  }

  private static AssertionClient assertion() throws Exception {
    return AssertionClient.selfSigned(client, CLIENT, key)
        .header("x5t#S256", Base64.getEncoder().encodeToString(digest("SHA-256")));
  }

  @Test
  void aSignedAssertionBuysAToken() throws Exception {
    Answer answer = assertion().offer(CLIENT);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(PublishedKeys.payload(answer.body().get("access_token").asText()))
        .contains("\"appidacr\":\"2\"");
  }

  @Test
  void theOlderThumbprintIsGoodToo() throws Exception {
    AssertionClient older =
        AssertionClient.selfSigned(client, CLIENT, key)
            .header("x5t", Base64.getUrlEncoder().withoutPadding().encodeToString(digest("SHA-1")));

    assertThat(older.verdict(CLIENT)).isZero();
  }

  @Test
  void anUnregisteredCertificateIs700027() throws Exception {
    simulator.reset();

    assertThat(assertion().verdict(CLIENT)).isEqualTo(700027);
  }

  @Test
  void theKeyOfAnotherCertificateIs700027() throws Exception {
    assertThat(assertion().signedBy(other).verdict(CLIENT)).isEqualTo(700027);
    assertThat(AssertionClient.selfSigned(client, CLIENT, key).verdict(CLIENT)).isEqualTo(700027);
  }

  @Test
  void subjectAndAudienceAreChecked() throws Exception {
    assertThat(assertion().with("sub", "someone").verdict(CLIENT)).isEqualTo(700021);
    assertThat(assertion().with("aud", "https://login.azimuth.example/").verdict(CLIENT))
        .isEqualTo(700023);
  }

  @Test
  void timesAreJudged() throws Exception {
    assertThat(assertion().with("exp", NOW).verdict(CLIENT)).isEqualTo(700024);
    assertThat(assertion().with("nbf", NOW + 301).verdict(CLIENT)).isEqualTo(700024);
  }

  @Test
  void aCertificateCanBeRegisteredByRequest() throws Exception {
    simulator.reset();
    String pem =
        "-----BEGIN CERTIFICATE-----\\n"
            + Base64.getEncoder().encodeToString(key.certificate().getEncoded())
            + "\\n-----END CERTIFICATE-----\\n";

    client.steer(
        "client-certificates", "{\"application\":\"ci-deployer\",\"pem\":\"" + pem + "\"}");

    assertThat(assertion().verdict(CLIENT)).isZero();
  }

  @Test
  void microsoftsOwnLibraryLogsIn() throws Exception {
    // The library takes the time from the machine.
    try (AzureSimulator now =
        AzureSimulator.start(
            AzureSimulatorConfig.forTests(Clock.systemUTC(), new SecureRandom()))) {
      now.federation().registerCertificate(NAME, certificate);
      SimulatorClient trusting = new SimulatorClient(now);
      ClientCertificateCredential credential =
          new ClientCertificateCredentialBuilder()
              .tenantId(SeededFleet.TENANT)
              .clientId(CLIENT)
              .authorityHost(now.authorityUri().toString())
              .disableInstanceDiscovery()
              .httpClient(
                  new JdkHttpClientBuilder(
                          HttpClient.newBuilder().sslContext(trusting.http().sslContext()))
                      .build())
              .pemCertificate(new ByteArrayInputStream(pem().getBytes(StandardCharsets.US_ASCII)))
              .build();

      assertThat(
              credential
                  .getTokenSync(
                      new TokenRequestContext().addScopes("https://management.azure.com//.default"))
                  .getToken())
          .isNotEmpty();
    }
  }

  private static String pem() throws Exception {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN PRIVATE KEY-----\n"
        + lines.encodeToString(key.privateKey().getEncoded())
        + "\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\n"
        + lines.encodeToString(key.certificate().getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
