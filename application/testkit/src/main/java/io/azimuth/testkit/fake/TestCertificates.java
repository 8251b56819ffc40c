package io.azimuth.testkit.fake;

import io.azimuth.domain.rotation.CertificateThumbprint;
import io.azimuth.domain.secret.SecretText;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Makes client certificates without a library; they share few keys, to be quick. */
public final class TestCertificates {

  private static final int KEYS = 2;
  private static final Duration YEAR = Duration.ofDays(365);

  private static final List<KeyPair> PAIRS =
      Stream.generate(() -> SelfSigned.keys("RSA")).limit(KEYS).toList();
  private static final AtomicLong SERIALS = new AtomicLong();

  private TestCertificates() {}

  /**
   * A certificate that no other call gives, and its private key, in PEM.
   *
   * @param expires to the second; the certificate is good for the year before
   */
  public static SecretText make(String commonName, Instant expires) {
    long serial = SERIALS.incrementAndGet();
    KeyPair keys = PAIRS.get((int) (serial % KEYS));
    SelfSigned certificate =
        new SelfSigned(commonName, serial, expires.minus(YEAR), expires, List.of());
    return SecretText.of(
        SelfSigned.pem("CERTIFICATE", certificate.of(keys))
            + SelfSigned.pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
  }

  /** The thumbprint of the certificate in such a text. */
  public static String thumbprint(SecretText pem) {
    String body = pem.expose().split("-----END CERTIFICATE-----", 2)[0].split("-----\n", 2)[1];
    return CertificateThumbprint.of(Base64.getMimeDecoder().decode(body));
  }
}
