package io.azimuth.adapters.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.federation.PublicSigningKey;
import io.azimuth.domain.federation.SigningAlgorithm;
import io.azimuth.domain.federation.SigningKeyPair;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed tokens, checked with the JDK alone. */
class JoseTokenSignerTest {

  private static final SigningKeyPair KEY =
      new JoseTokenSigner(new SecureRandom()).generate("kid-1", SigningAlgorithm.RS256);

  private final JoseTokenSigner signer = new JoseTokenSigner(new SecureRandom());

  @Test
  void theHeaderHasAlgorithmKeyAndType() throws IOException {
    assertThat(part(sign(Value.Obj.EMPTY), 0))
        .isEqualTo(
            new ObjectMapper().readTree("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"kid-1\"}"));
  }

  @Test
  void theClaimsKeepTheirForm() throws IOException {
    Value.Obj claims =
        Value.Obj.builder()
            .put("aud", "api://x")
            .put("iat", 1_795_600_000L)
            .put("half", new Value.Num("0.5"))
            .put("on", true)
            .put("none", Value.NULL)
            .put("list", List.of("a", "b"))
            .put("vaultproject.io", Value.Obj.builder().put("local", false).build())
            .build();

    assertThat(part(sign(claims), 1))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "{\"aud\":\"api://x\",\"iat\":1795600000,\"half\":0.5,\"on\":true,"
                        + "\"none\":null,\"list\":[\"a\",\"b\"],"
                        + "\"vaultproject.io\":{\"local\":false}}"));
  }

  @Test
  void noNumberIsTooLargeAndNoTextIsLost() {
    Value.Obj claims =
        Value.Obj.builder()
            .put("large", new Value.Num("123456789012345678901234567890"))
            .put("text", "\u00e9 / \" \ud83d\ude00 \u2028\n")
            .build();

    assertThat(signer.claimsOf(sign(claims), id -> Optional.of(KEY.publicKey())).orElseThrow())
        .isEqualTo(claims);
  }

  @ParameterizedTest
  @CsvSource({
    "RS256, SHA256withRSA",
    "RS384, SHA384withRSA",
    "RS512, SHA512withRSA",
    "ES256, SHA256withECDSAinP1363Format",
    "ES384, SHA384withECDSAinP1363Format",
    "ES512, SHA512withECDSAinP1363Format",
    "EDDSA, Ed25519"
  })
  void thePublishedHalfVerifiesTheSignature(SigningAlgorithm algorithm, String name)
      throws GeneralSecurityException, IOException {
    SigningKeyPair key = signer.generate("kid-3", algorithm);
    String token = signer.sign(key, Value.Obj.builder().put("sub", "x").build()).expose();
    String signed = token.substring(0, token.lastIndexOf('.'));
    Signature signature = Signature.getInstance(name);

    signature.initVerify(published(key));
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));

    assertThat(part(token, 0).path("alg").asText()).isEqualTo(algorithm.jwsName());
    assertThat(signature.verify(decode(token.substring(signed.length() + 1)))).isTrue();
    assertThat(signer.claimsOf(token, id -> Optional.of(key.publicKey())).orElseThrow())
        .isEqualTo(Value.Obj.builder().put("sub", "x").build());
  }

  @Test
  void checksATokenOnlyWithTheKeyItNamesAndTheAlgorithmOfThatKey() {
    SigningKeyPair other = signer.generate("kid-1", SigningAlgorithm.RS256);
    PublicSigningKey sameKeyForAnother =
        new PublicSigningKey("kid-1", SigningAlgorithm.RS384, KEY.publicKey().numbers());
    String token = sign(Value.Obj.EMPTY);

    for (PublicSigningKey key : List.of(other.publicKey(), sameKeyForAnother)) {
      assertThat(signer.claimsOf(token, id -> Optional.of(key)).problems())
          .containsExactly("unable to validate the token signature");
    }
    assertThat(signer.claimsOf(token, id -> Optional.empty()).isGood()).isFalse();
    assertThat(signer.claimsOf("a", id -> Optional.of(KEY.publicKey())).problems())
        .containsExactly("error parsing token: it is not a signed JWT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\",\"kid\":\"kid-1\"}",
        "{\"alg\":5,\"kid\":\"kid-1\"}",
        "{\"alg\":\"RS256\",\"kid\":5}",
        "{\"alg\":\"RS256\",\"kid\":null}",
        "{\"alg\":\"RS256\",\"kid\":\"kid-1\",\"crit\":5}",
        "{}"
      })
  void aStrangeHeaderIsNoFault(String header) {
    String token =
        Base64.getUrlEncoder().encodeToString(header.getBytes(StandardCharsets.UTF_8)) + ".e30.";

    assertThat(signer.claimsOf(token, id -> Optional.of(KEY.publicKey())).problems())
        .containsExactly("unable to validate the token signature");
  }

  @Test
  void makesKeysOf2048BitsThatDiffer() {
    SigningKeyPair other = signer.generate("kid-2", SigningAlgorithm.RS256);

    assertThat(number(KEY, "n").bitLength()).isEqualTo(2_048);
    assertThat(number(other, "n")).isNotEqualTo(number(KEY, "n"));
  }

  @Test
  void aDamagedKeyIsNamedAndNotShown() {
    byte[] damaged = "not a key at all".getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(
            () ->
                signer.sign(
                    new SigningKeyPair(KEY.publicKey(), SecretBytes.of(damaged)), Value.Obj.EMPTY))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.RECORD_UNREADABLE);
              assertThat(e.detail()).isEqualTo("signing key kid-1 cannot be used");
              assertThat(e.getCause()).isNull();
            });
  }

  private String sign(Value.Obj claims) {
    return signer.sign(KEY, claims).expose();
  }

  private static JsonNode part(String token, int index) throws IOException {
    return new ObjectMapper().readTree(decode(token.split("\\.", -1)[index]));
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static BigInteger number(SigningKeyPair key, String name) {
    return new BigInteger(1, decode(key.publicKey().numbers().get(name)));
  }

  private static PublicKey published(SigningKeyPair key) throws GeneralSecurityException {
    SigningAlgorithm algorithm = key.publicKey().algorithm();
    return switch (algorithm) {
      case RS256, RS384, RS512 ->
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
      case ES256, ES384, ES512 -> {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec(algorithm.curve().replace("P-", "NIST P-")));
        yield KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(
                    new ECPoint(number(key, "x"), number(key, "y")),
                    curve.getParameterSpec(ECParameterSpec.class)));
      }
      case EDDSA -> {
        byte[] point = decode(key.publicKey().numbers().get("x"));
        boolean odd = point[31] < 0;
        point[31] &= 0x7f;
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
          bigEndian[i] = point[31 - i];
        }
        yield KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new EdECPublicKeySpec(
                    NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian))));
      }
    };
  }
}
