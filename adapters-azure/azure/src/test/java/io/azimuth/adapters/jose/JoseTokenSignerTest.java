package io.azimuth.adapters.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.federation.SigningKeyPair;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signed tokens, checked with the JDK alone. */
class JoseTokenSignerTest {

  private static final SigningKeyPair KEY =
      new JoseTokenSigner(new SecureRandom()).generate("kid-1");

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
  void thePublishedHalfVerifiesTheSignature() throws GeneralSecurityException {
    String token = sign(Value.Obj.builder().put("sub", "x").build());
    String signed = token.substring(0, token.lastIndexOf('.'));
    Signature signature = Signature.getInstance("SHA256withRSA");

    signature.initVerify(published(KEY));
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));

    assertThat(signature.verify(decode(token.substring(signed.length() + 1)))).isTrue();
  }

  @Test
  void makesKeysOf2048BitsThatDiffer() {
    SigningKeyPair other = signer.generate("kid-2");

    assertThat(new BigInteger(1, decode(KEY.publicKey().modulus())).bitLength()).isEqualTo(2_048);
    assertThat(other.publicKey().modulus()).isNotEqualTo(KEY.publicKey().modulus());
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

  private static PublicKey published(SigningKeyPair key) throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA")
        .generatePublic(
            new RSAPublicKeySpec(
                new BigInteger(1, decode(key.publicKey().modulus())),
                new BigInteger(1, decode(key.publicKey().exponent()))));
  }
}
