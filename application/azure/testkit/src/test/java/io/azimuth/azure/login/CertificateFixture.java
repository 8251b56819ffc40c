package io.azimuth.azure.login;

import io.azimuth.testkit.fake.SelfSigned;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A certificate and its key in PEM. */
public record CertificateFixture(String certificate, String key) {

  /** With an RSA key. */
  public static final CertificateFixture RSA = make("RSA");

  /** With another RSA key. */
  public static final CertificateFixture OTHER = make("RSA");

  /** With an elliptic-curve key, which is refused. */
  public static final CertificateFixture EC = make("EC");

  /** The certificate and its key, in one PEM text. */
  public String pem() {
    return certificate + key;
  }

  private static CertificateFixture make(String algorithm) {
    KeyPair keys = SelfSigned.keys(algorithm);
    Instant start = Instant.now();
    SelfSigned certificate =
        new SelfSigned("azimuth", 1, start, start.plus(Duration.ofDays(90)), List.of());
    return new CertificateFixture(
        SelfSigned.pem("CERTIFICATE", certificate.of(keys)),
        SelfSigned.pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
  }
}
