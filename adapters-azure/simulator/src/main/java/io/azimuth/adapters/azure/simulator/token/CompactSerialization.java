package io.azimuth.adapters.azure.simulator.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.domain.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Map;
import org.jose4j.base64url.Base64Url;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * Writes JWTs in compact serialization (RFC 7515, section 7.1).
 *
 * <p>It calls jose4j's algorithms and not its {@code JsonWebSignature}: that class checks the keys
 * and so refuses to write some of the invalid tokens that tests need.
 */
public final class CompactSerialization {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CompactSerialization() {}

  /**
   * Signs with the header's {@code alg}: {@code none} leaves the signature empty; {@code HS256} and
   * {@code HS512} use the encoded <em>public</em> key as the shared secret, which is the known
   * algorithm confusion attack; any other algorithm is signed like {@code RS256}.
   */
  static SecretText sign(Map<String, ?> header, Map<String, ?> claims, TokenSigningKey key) {
    String input = part(header) + "." + part(claims);
    byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
    byte[] signature =
        switch (String.valueOf(header.get("alg"))) {
          case "none" -> new byte[0];
          case "HS256" -> sign("HS256", bytes, publicKeyAsSecret(key));
          case "HS512" -> sign("HS512", bytes, publicKeyAsSecret(key));
          case "RS384" -> sign("RS384", bytes, key.privateKey());
          case "RS512" -> sign("RS512", bytes, key.privateKey());
          default -> sign(AlgorithmIdentifiers.RSA_USING_SHA256, bytes, key.privateKey());
        };
    return SecretText.of(input + "." + Base64Url.encode(signature));
  }

  /** The same header and signature around other claims. */
  public static SecretText swapPayload(SecretText token, Map<String, ?> claims) {
    String text = token.expose();
    String header = text.substring(0, text.indexOf('.'));
    return SecretText.of(header + "." + part(claims) + text.substring(text.lastIndexOf('.')));
  }

  /** The members as a JSON object in base64url. */
  public static String part(Map<String, ?> members) {
    try {
      return Base64Url.encode(JSON.writeValueAsBytes(members));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON object", e);
    }
  }

  private static Key publicKeyAsSecret(TokenSigningKey key) {
    return new HmacKey(key.publicKey().getEncoded());
  }

  private static byte[] sign(String name, byte[] input, Key key) {
    try {
      JsonWebSignatureAlgorithm algorithm =
          AlgorithmFactoryFactory.getInstance().getJwsAlgorithmFactory().getAlgorithm(name);
      return algorithm.sign(algorithm.prepareForSign(key, new ProviderContext()), input);
    } catch (JoseException e) {
      throw new IllegalStateException("this Java cannot sign with " + name, e);
    }
  }
}
