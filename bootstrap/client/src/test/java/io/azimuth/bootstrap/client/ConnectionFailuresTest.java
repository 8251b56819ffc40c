package io.azimuth.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ConnectionFailuresTest {

  private static final URI SERVER = URI.create("https://azimuth.example.com:8200/v1/sys/health");

  @Test
  void anExpiredCertificateIsCalledExpired() {
    assertThat(sentence(new CertificateExpiredException("NotAfter: yesterday")))
        .isEqualTo(
            "the certificate of https://azimuth.example.com:8200 has expired;"
                + " its operator must replace it");
  }

  @Test
  void aCertificateOfTomorrowPointsToTheClock() {
    assertThat(sentence(new CertificateNotYetValidException("NotBefore: tomorrow")))
        .isEqualTo(
            "the certificate of https://azimuth.example.com:8200 is not valid yet;"
                + " check the clock of this machine");
  }

  @Test
  void anUnknownAuthorityIsNotTrusted() {
    assertThat(sentence(new CertificateException("no path")))
        .contains("is not trusted, or not for that name");
  }

  @Test
  void theCertificateOfTheClientIsToldFromThatOfTheServer() {
    for (String alert : new String[] {"bad_certificate", "certificate_required"}) {
      assertThat(
              ConnectionFailures.sentence(
                  SERVER, new SSLHandshakeException("Received fatal alert: " + alert)))
          .contains("does not take the certificate of this client");
    }
  }

  @Test
  void plainHttpThatBreaksPointsToTls() {
    URI plain = URI.create("http://azimuth.example.com:8200/v1/sys/health");
    IOException failure = new IOException("HTTP/1.1 header parser received no bytes");

    assertThat(ConnectionFailures.sentence(plain, failure))
        .endsWith("; if it speaks TLS, the address begins with https://");
    assertThat(ConnectionFailures.sentence(SERVER, failure))
        .endsWith("broke before the answer was there");
  }

  /** The JDK wraps the cause so. */
  private static String sentence(CertificateException cause) {
    IOException failure = new SSLHandshakeException("PKIX path validation failed");
    failure.initCause(new CertificateException(new CertPathValidatorException(cause)));
    return ConnectionFailures.sentence(SERVER, failure);
  }
}
