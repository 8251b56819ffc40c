package io.azimuth.adapters.azure.simulator.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.domain.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes JWTs in compact form, also those that no honest library would write.
 *
 * <p>It uses the JDK alone: the product's verifier must not be tested against its own library.
 */
final class JsonWebSignature {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonWebSignature() {}

  /**
   * Signs as the header's {@code alg} says: {@code none} leaves the signature empty; {@code HS…}
   * takes the encoded <em>public</em> key for the shared secret, the classic confusion; anything
   * that is not known is signed like {@code RS256}.
   */
  static SecretText write(Map<String, ?> header, Map<String, ?> claims, TokenSigningKey key) {
    String input = part(header) + "." + part(claims);
    byte[] signature = sign(String.valueOf(header.get("alg")), input, key);
    return SecretText.of(input + "." + base64(signature));
  }

  /** The same header and signature around other claims. */
  static SecretText swapPayload(SecretText token, Map<String, ?> claims) {
    String text = token.expose();
    String header = text.substring(0, text.indexOf('.'));
    return SecretText.of(header + "." + part(claims) + text.substring(text.lastIndexOf('.')));
  }

  private static String part(Map<String, ?> members) {
    try {
      return base64(JSON.writeValueAsBytes(members));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON object", e);
    }
  }

  private static byte[] sign(String algorithm, String input, TokenSigningKey key) {
    byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
    try {
      return switch (algorithm) {
        case "none" -> new byte[0];
        case "HS256" -> mac("HmacSHA256", bytes, key);
        case "HS512" -> mac("HmacSHA512", bytes, key);
        case "RS384" -> rsa("SHA384withRSA", bytes, key);
        case "RS512" -> rsa("SHA512withRSA", bytes, key);
        default -> rsa("SHA256withRSA", bytes, key);
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot sign", e);
    }
  }

  private static byte[] rsa(String algorithm, byte[] input, TokenSigningKey key)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key.privateKey());
    signature.update(input);
    return signature.sign();
  }

  private static byte[] mac(String algorithm, byte[] input, TokenSigningKey key)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key.publicKey().getEncoded(), algorithm));
    return mac.doFinal(input);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
