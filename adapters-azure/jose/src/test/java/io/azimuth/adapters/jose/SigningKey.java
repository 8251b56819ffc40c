package io.azimuth.adapters.jose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** An issuer's key, with its published form. */
record SigningKey(String kid, KeyPair pair) {

  /** The key that most tests sign with; generated once. */
  static final SigningKey FIRST = generate("key-1", 2048);

  /** Another key of the same issuer. */
  static final SigningKey SECOND = generate("key-2", 2048);

  static SigningKey generate(String kid, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return new SigningKey(kid, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  SigningKey named(String otherKid) {
    return new SigningKey(otherKid, pair);
  }

  PrivateKey privateKey() {
    return pair.getPrivate();
  }

  RSAPublicKey publicKey() {
    return (RSAPublicKey) pair.getPublic();
  }

  /** The members of its JWK, as Entra publishes them. */
  Map<String, Object> jwk() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kty", "RSA");
    members.put("use", "sig");
    members.put("kid", kid);
    members.put("x5t", kid);
    members.put("n", base64(publicKey().getModulus()));
    members.put("e", base64(publicKey().getPublicExponent()));
    return members;
  }

  /** The same JWK with one member replaced; null removes it. */
  Map<String, Object> jwkWith(String member, Object value) {
    Map<String, Object> members = jwk();
    if (value == null) {
      members.remove(member);
    } else {
      members.put(member, value);
    }
    return members;
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int zeros = bytes[0] == 0 ? 1 : 0;
    byte[] magnitude = Arrays.copyOfRange(bytes, zeros, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
  }
}
