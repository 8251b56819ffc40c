package io.azimuth.azure.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.login.CertificateFixture;
import io.azimuth.domain.secret.SecretText;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The checks of a client certificate's text. */
class ClientCertificateTextTest {

  private static final CertificateFixture OWN = CertificateFixture.RSA;

  @Test
  void takesACertificateAndItsKeyInEitherOrder() {
    assertThat(problem(OWN.certificate() + OWN.key())).isEmpty();
    assertThat(problem(OWN.key() + OWN.certificate())).isEmpty();
  }

  @Test
  void takesAChainBehindTheCertificate() {
    assertThat(problem(OWN.pem() + CertificateFixture.OTHER.certificate())).isEmpty();
  }

  @Test
  void refusesTheKeyOfAnotherCertificate() {
    assertThat(problem(OWN.certificate() + CertificateFixture.OTHER.key()))
        .contains("the private key of client_certificate is not that of its certificate");
  }

  @Test
  void refusesHalves() {
    assertThat(problem(OWN.key()))
        .contains("client_certificate has no readable certificate in PEM");
    assertThat(problem(OWN.certificate()))
        .contains("client_certificate has no readable RSA private key in PEM");
  }

  @Test
  void refusesKeysThatAreNotRsa() {
    assertThat(problem(CertificateFixture.EC.pem()))
        .contains("client_certificate has no readable RSA private key in PEM");
  }

  @Test
  void saysHowToTurnAnotherFormOfKeyIntoTheRightOne() {
    for (String kind : new String[] {"RSA", "EC", "ENCRYPTED"}) {
      assertThat(problem(OWN.key().replace("PRIVATE KEY", kind + " PRIVATE KEY")).orElseThrow())
          .contains("must be PKCS#8 and not encrypted");
    }
  }

  @Test
  void refusesGarbageWithoutRepeatingIt() {
    assertThat(problem("hunter2-hunter2").orElseThrow()).doesNotContain("hunter2");
    assertThat(problem(OWN.pem().replaceAll("[A-Q]", "!")).orElseThrow()).doesNotContain("!");
    assertThat(problem("-".repeat(70_000))).contains("client_certificate is too long");
  }

  @Test
  void knowsWhenItEnds() {
    assertThat(ClientCertificateText.expires(SecretText.of(OWN.pem())).orElseThrow())
        .isAfter(Instant.EPOCH);
    assertThat(ClientCertificateText.expires(SecretText.of("x"))).isEmpty();
  }

  private static Optional<String> problem(String pem) {
    return ClientCertificateText.problem(SecretText.of(pem));
  }
}
