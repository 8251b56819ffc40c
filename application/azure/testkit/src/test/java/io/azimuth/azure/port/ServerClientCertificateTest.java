package io.azimuth.azure.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.login.CertificateFixture;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Checked;
import io.azimuth.testkit.fake.TestCertificates;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken as the client certificate of the server. */
class ServerClientCertificateTest {

  private static final CertificateFixture OWN = CertificateFixture.RSA;
  private static final CertificateFixture OTHER = CertificateFixture.OTHER;
  private static final String NOT_ONE_KEY =
      "the client certificate must hold one private key (PKCS#8, not encrypted: openssl pkcs8"
          + " -topk8 -nocrypt)";
  private static final String NOT_ONE_CERTIFICATE =
      "the client certificate must hold one certificate of its private key";

  @Test
  void takesACertificateAndItsKeyInAnyOrderWithTheChain() {
    String expected = read(OWN.pem()).thumbprint();

    for (String pem :
        new String[] {
          OWN.key() + OWN.certificate(),
          OWN.pem() + OTHER.certificate(),
          OTHER.certificate() + OWN.pem()
        }) {
      assertThat(read(pem).thumbprint()).isEqualTo(expected);
    }
    assertThat(expected).isEqualTo(TestCertificates.thumbprint(SecretText.of(OWN.pem())));
  }

  @Test
  void givesItselfInPemWithItsOwnCertificateFirst() {
    String pem = read(OTHER.certificate() + OWN.pem()).pem().expose();

    assertThat(pem).isEqualTo(read(pem).pem().expose());
    assertThat(
            TestCertificates.thumbprint(
                SecretText.of(pem.substring(pem.indexOf("-----BEGIN CERT")))))
        .isEqualTo(read(OWN.pem()).thumbprint());
  }

  @Test
  void refusesTheKeyOfAnotherCertificate() {
    refused(OWN.certificate() + OTHER.key(), NOT_ONE_CERTIFICATE);
  }

  @Test
  void refusesHalves() {
    refused(OWN.key(), NOT_ONE_CERTIFICATE);
    refused(OWN.certificate(), NOT_ONE_KEY);
  }

  @Test
  void refusesWhatIsThereTwice() {
    refused(OWN.pem() + OWN.key(), NOT_ONE_KEY);
    refused(OWN.pem() + OTHER.key(), NOT_ONE_KEY);
    refused(OWN.pem() + OWN.certificate(), NOT_ONE_CERTIFICATE);
  }

  @Test
  void refusesKeysThatAreNotRsa() {
    refused(
        CertificateFixture.EC.pem(),
        "the client certificate holds a private key that is no readable RSA key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "ENCRYPTED"})
  void saysHowToTurnAnotherFormOfKeyIntoTheRightOne(String kind) {
    String other = OWN.key().replace("PRIVATE KEY", kind + " PRIVATE KEY");

    refused(OWN.certificate() + other, NOT_ONE_KEY);
    refused(OWN.pem() + other, NOT_ONE_KEY);
  }

  @Test
  void refusesWhatIsNotBase64WithoutRepeatingIt() {
    refused(
        OWN.certificate() + OWN.key().replaceFirst("KEY-----\n.", "KEY-----\n!"),
        "the client certificate holds a private key that is no readable RSA key");
    refused(
        OWN.key() + OWN.certificate().replaceFirst("CATE-----\n.", "CATE-----\n!"),
        "the client certificate holds a certificate that cannot be read");
    refused(
        OWN.pem() + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "the client certificate holds a certificate that cannot be read");
  }

  @Test
  void refusesGarbageWithoutRepeatingIt() {
    refused("hunter2-hunter2", NOT_ONE_KEY);
    refused(
        "-".repeat(ServerClientCertificate.MAX_LENGTH + 1), "the client certificate is too long");
  }

  @Test
  void knowsItsEndAndSigns() throws GeneralSecurityException {
    ServerClientCertificate certificate = read(OWN.pem());

    assertThat(certificate.expires()).isAfter(Instant.EPOCH);
    assertThat(certificate.sign(new byte[] {1})).hasSize(256);
    assertThat(certificate.toString()).startsWith("ServerClientCertificate[expires=");
  }

  private static ServerClientCertificate read(String pem) {
    return ServerClientCertificate.parse(SecretText.of(pem)).orElseThrow();
  }

  private static void refused(String pem, String problem) {
    Checked<ServerClientCertificate> read = ServerClientCertificate.parse(SecretText.of(pem));
    assertThat(read.problems()).containsExactly(problem);
  }
}
