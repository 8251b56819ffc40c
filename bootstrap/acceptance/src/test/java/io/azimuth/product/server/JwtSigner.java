package io.azimuth.product.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** Signs tokens with a key of its own on the curve P-256. */
public final class JwtSigner {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COORDINATE_BYTES = 32;

  private final KeyPair keys;

  /** Makes the key. */
  public JwtSigner() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token with these claims. */
  public String sign(Map<String, ?> claims) {
    try {
      String content =
          base64(JSON.writeValueAsBytes(Map.of("alg", "ES256")))
              + "."
              + base64(JSON.writeValueAsBytes(claims));
      Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
      signer.initSign(keys.getPrivate());
      signer.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + base64(signer.sign());
    } catch (GeneralSecurityException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public key, PEM. */
  public String publicKey() {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /** The public key as a member of a JSON Web Key Set. */
  public Map<String, String> webKey() {
    ECPublicKey key = (ECPublicKey) keys.getPublic();
    return Map.of(
        "kty", "EC",
        "crv", "P-256",
        "use", "sig",
        "alg", "ES256",
        "x", coordinate(key.getW().getAffineX()),
        "y", coordinate(key.getW().getAffineY()));
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray(); // with a byte for the sign, or too short
    byte[] whole = new byte[COORDINATE_BYTES];
    byte[] digits =
        bytes.length > COORDINATE_BYTES ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    System.arraycopy(digits, 0, whole, whole.length - digits.length, digits.length);
    return base64(whole);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
