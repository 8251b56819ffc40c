package io.azimuth.adapters.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.secret.SecretBytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures of RS256, checked by the JDK and by the native provider. */
final class Rs256Test {

  /** The beginning of a DigestInfo: RFC 8017, section 9.2, note 1. */
  private static final String SHA256 = "3031300d060960864801650304020105000420";

  private static final String SHA1 = "3021300906052b0e03021a05000414";
  private static final byte[] SIGNED = "header.claims".getBytes(StandardCharsets.US_ASCII);
  private static final int MODULUS_BYTES = 256;

  static Stream<Rs256> checks() {
    return Stream.of(Rs256Checks.JDK, Rs256Checks.NATIVE);
  }

  @ParameterizedTest
  @MethodSource("checks")
  void holdsWithTheKeyThatSigned(Rs256 check) throws GeneralSecurityException {
    assertThat(holds(check, signature(padded(SHA256, digest("SHA-256"))))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void holdsWithAKeyThatAnotherProviderMade(Rs256 check) throws GeneralSecurityException {
    byte[] signature = signature(padded(SHA256, digest("SHA-256")));

    assertThat(check.holds(token("RS256", signature), SigningKey.FIRST.publicKey())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void doesNotHoldWithAnotherKey(Rs256 check) throws GeneralSecurityException {
    byte[] signature = signature(padded(SHA256, digest("SHA-256")));

    assertThat(check.holds(token("RS256", signature), key(check, SigningKey.SECOND))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void doesNotHoldForATokenThatNamesAnotherAlgorithm(Rs256 check) throws GeneralSecurityException {
    byte[] signature = signature(padded(SHA256, digest("SHA-256")));

    for (String other : List.of("", "none", "rs256", "RS384", "HS256", "PS256")) {
      assertThat(check.holds(token(other, signature), key(check, SigningKey.FIRST))).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("checks")
  void doesNotHoldWhenABitIsWrong(Rs256 check) throws GeneralSecurityException {
    byte[] good = signature(padded(SHA256, digest("SHA-256")));

    assertThat(IntStream.range(0, MODULUS_BYTES))
        .allSatisfy(
            at -> {
              byte[] bad = good.clone();
              bad[at] ^= 1;
              assertThat(holds(check, bad)).isFalse();
            });
  }

  @ParameterizedTest
  @MethodSource("checks")
  void doesNotHoldForAnotherLength(Rs256 check) throws GeneralSecurityException {
    byte[] good = signature(padded(SHA256, digest("SHA-256")));
    byte[] longer = new byte[MODULUS_BYTES + 1];
    System.arraycopy(good, 0, longer, 1, good.length);

    assertThat(holds(check, longer)).isFalse();
    assertThat(holds(check, Arrays.copyOf(good, MODULUS_BYTES + 1))).isFalse();
    assertThat(holds(check, Arrays.copyOf(good, MODULUS_BYTES - 1))).isFalse();
    assertThat(holds(check, new byte[0])).isFalse();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void doesNotHoldForNumbersThatNoKeySigns(Rs256 check) throws GeneralSecurityException {
    BigInteger modulus = SigningKey.FIRST.publicKey().getModulus();
    byte[] good = signature(padded(SHA256, digest("SHA-256")));

    assertThat(holds(check, new byte[MODULUS_BYTES])).isFalse();
    assertThat(holds(check, bytes(BigInteger.ONE))).isFalse();
    assertThat(holds(check, bytes(modulus.subtract(BigInteger.ONE)))).isFalse();
    assertThat(holds(check, bytes(modulus))).isFalse();
    // The same number modulo the modulus, which fits the length only sometimes.
    BigInteger same = new BigInteger(1, good).add(modulus);
    assertThat(holds(check, bytes(same))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void doesNotHoldForOtherFormsOfTheSignedText(Rs256 check) throws GeneralSecurityException {
    byte[] digest = digest("SHA-256");
    byte[] shortPadding = padded(SHA256, digest);
    // 00 01 FF..FF 00 DigestInfo, then what a lenient reader does not look at
    byte[] info = join(HexFormat.of().parseHex(SHA256), digest);
    byte[] garbage = new byte[MODULUS_BYTES];
    garbage[1] = 1;
    Arrays.fill(garbage, 2, 10, (byte) 0xff);
    System.arraycopy(info, 0, garbage, 11, info.length);
    shortPadding[20] = 0;

    assertThat(holds(check, signature(garbage))).isFalse();
    assertThat(holds(check, signature(shortPadding))).isFalse();
    assertThat(holds(check, signature(padded(SHA1, digest("SHA-1"))))).isFalse();
    assertThat(holds(check, signature(padded("", digest)))).isFalse();
    byte[] encryption = padded(SHA256, digest);
    encryption[1] = 2;
    assertThat(holds(check, signature(encryption))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void makesTheKeysThatKeySetsMayHave(Rs256 check) {
    for (int bits : List.of(2_048, 3_072, 4_096, 8_192)) {
      BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
      for (int exponent : List.of(3, 17, 65_537, Integer.MAX_VALUE)) {
        assertThat(check.key(modulus, BigInteger.valueOf(exponent)))
            .as("%d bits, e = %d", bits, exponent)
            .map(RSAPublicKey::getModulus)
            .contains(modulus);
      }
    }
  }

  private static boolean holds(Rs256 check, byte[] signature) {
    return check.holds(token("RS256", signature), key(check, SigningKey.FIRST));
  }

  private static RSAPublicKey key(Rs256 check, SigningKey key) {
    RSAPublicKey published = key.publicKey();
    return check.key(published.getModulus(), published.getPublicExponent()).orElseThrow();
  }

  private static ParsedToken token(String algorithm, byte[] signature) {
    return new ParsedToken(
        Map.of("alg", algorithm),
        TokenParser.parse(TokenMint.token().mint()).orElseThrow().claims(),
        SecretBytes.of(SIGNED),
        SecretBytes.of(signature));
  }

  private static byte[] digest(String algorithm) throws GeneralSecurityException {
    return MessageDigest.getInstance(algorithm).digest(SIGNED);
  }

  private static byte[] padded(String prefix, byte[] digest) {
    byte[] info = join(HexFormat.of().parseHex(prefix), digest);
    byte[] text = new byte[MODULUS_BYTES];
    Arrays.fill(text, (byte) 0xff);
    text[0] = 0;
    text[1] = 1;
    text[MODULUS_BYTES - info.length - 1] = 0;
    System.arraycopy(info, 0, text, MODULUS_BYTES - info.length, info.length);
    return text;
  }

  /** Applies the private key to the text as it is. */
  private static byte[] signature(byte[] text) throws GeneralSecurityException {
    PrivateKey key = SigningKey.FIRST.privateKey();
    Cipher raw = Cipher.getInstance("RSA/ECB/NoPadding");
    raw.init(Cipher.DECRYPT_MODE, key);
    return raw.doFinal(text);
  }

  private static byte[] bytes(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int zeros = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    int length = Math.max(MODULUS_BYTES, bytes.length - zeros);
    byte[] all = new byte[length];
    System.arraycopy(bytes, zeros, all, length - bytes.length + zeros, bytes.length - zeros);
    return all;
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
