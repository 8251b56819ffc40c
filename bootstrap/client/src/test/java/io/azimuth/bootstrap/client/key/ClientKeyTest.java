package io.azimuth.bootstrap.client.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientKeyTest {

  private final ClientKey key = ClientKey.generate();

  @Test
  void theCertificateIsOfTheKeyAndForClients() throws Exception {
    X509Certificate certificate = key.chain()[0];

    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getVersion()).isEqualTo(3);
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(certificate.getKeyUsage()).startsWith(true, false);
    certificate.checkValidity(Date.from(Instant.parse("2020-01-02T00:00:00Z")));
    certificate.checkValidity(Date.from(Instant.parse("2999-01-01T00:00:00Z")));
    byte[] text = {1, 2, 3};
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key.key());
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(certificate);
    signature.update(text);
    assertThat(signature.verify(signed)).isTrue();
  }

  @Test
  void eachIsAnother() {
    X509Certificate other = ClientKey.generate().chain()[0];

    assertThat(other.getPublicKey()).isNotEqualTo(key.chain()[0].getPublicKey());
    assertThat(other.getSerialNumber()).isNotEqualTo(key.chain()[0].getSerialNumber());
  }

  @Test
  void whatIsWrittenIsRead() {
    assertThat(ClientKey.parse("above\n" + key.pem()))
        .get()
        .extracting(ClientKey::pem)
        .isEqualTo(key.pem());
    assertThat(key.toString()).isEqualTo("ClientKey[CN=azimuth login]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CERTIFICATE", "PRIVATE KEY"})
  void withoutOneOfTheTwoItIsNone(String label) {
    String cut = key.pem().replaceAll("-----(BEGIN|END) " + label + "-----", "");

    assertThat(ClientKey.parse(cut)).isEmpty();
    assertThat(ClientKey.parse(key.pem().replace(label, "X"))).isEmpty();
  }

  @Test
  void aBlockThatIsNoneIsNoKey() {
    String junk = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";

    assertThat(ClientKey.parse(key.certificatePem() + junk)).isEmpty();
  }
}
