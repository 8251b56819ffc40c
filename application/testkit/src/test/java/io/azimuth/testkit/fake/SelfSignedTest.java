package io.azimuth.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfSignedTest {

  private static final Instant STARTS = Instant.parse("2049-12-31T23:59:59Z");
  private static final Instant ENDS = Instant.parse("2050-01-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void isSignedByItsOwnKeys(String algorithm) throws Exception {
    KeyPair keys = SelfSigned.keys(algorithm);

    X509Certificate certificate =
        read(new SelfSigned("localhost", 200, STARTS, ENDS, List.of()).of(keys));

    certificate.verify(keys.getPublic());
    assertThat(certificate.getSerialNumber()).isEqualTo(200);
    assertThat(certificate.getSubjectX500Principal())
        .hasToString("CN=localhost")
        .isEqualTo(certificate.getIssuerX500Principal());
    assertThat(certificate.getNotBefore().toInstant()).isEqualTo(STARTS);
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo(ENDS);
    assertThat(certificate.getSubjectAlternativeNames()).isNull();
  }

  @Test
  void isForItsNames() throws Exception {
    List<String> names = List.of("ip:127.0.0.1", "ip:::1", "dns:localhost");

    X509Certificate certificate =
        read(new SelfSigned("any", 1, STARTS, ENDS, names).of(SelfSigned.keys("EC")));

    assertThat(certificate.getSubjectAlternativeNames())
        .hasToString("[[7, 127.0.0.1], [7, 0:0:0:0:0:0:0:1], [2, localhost]]");
  }

  private static X509Certificate read(byte[] encoded) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }
}
