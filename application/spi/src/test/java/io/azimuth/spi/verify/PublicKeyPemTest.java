package io.azimuth.spi.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeyPemTest {

  @ParameterizedTest
  @CsvSource({"RSA, 2048", "EC, 256", "EC, 384", "EC, 521", "Ed25519, 255"})
  void readsKeysOfEveryKind(String algorithm, int bits) {
    KeyPair pair = generated(algorithm, bits);

    PublicKeyPem read = PublicKeyPem.parse(pem("PUBLIC KEY", pair.getPublic())).orElseThrow();

    assertThat(read.key()).isEqualTo(pair.getPublic());
    assertThat(PublicKeyPem.parse(read.pem()).value()).contains(read);
  }

  @Test
  void refusesWeakAndForeignKeys() {
    assertThat(
            PublicKeyPem.parse(pem("PUBLIC KEY", generated("RSA", 1_024).getPublic())).problems())
        .containsExactly("an RSA key has 2048 to 8192 bits");
    assertThat(PublicKeyPem.parse(pem("PUBLIC KEY", generated("DSA", 2_048).getPublic())).isGood())
        .isFalse();
    assertThat(PublicKeyPem.parse(pem("PUBLIC KEY", generated("X25519", 255).getPublic())).isGood())
        .isFalse();
  }

  @Test
  void aPrivateKeyIsNone() {
    assertThat(PublicKeyPem.parse(pem("PRIVATE KEY", generated("EC", 256).getPrivate())).isGood())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no key",
        "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\n====\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\nMIAwgDCA\n-----END CERTIFICATE-----"
      })
  void refusesWhatIsNone(String text) {
    assertThat(PublicKeyPem.parse(text).problems())
        .containsExactly("data does not contain any valid public keys");
  }

  private static KeyPair generated(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String type, Key key) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END "
        + type
        + "-----\n";
  }
}
