package io.azimuth.adapters.jose;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** The only key of the issuer; its key id is {@code k}. */
record FuzzKey(KeyPair pair) {

  static FuzzKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      return new FuzzKey(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] keySet() {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    String jwk =
        "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"k\",\"n\":\""
            + base64(key.getModulus())
            + "\",\"e\":\""
            + base64(key.getPublicExponent())
            + "\"}]}";
    return jwk.getBytes(StandardCharsets.US_ASCII);
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] magnitude = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
  }
}
