package io.azimuth.adapters.azure.simulator.keyvault;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** One version of a key: an RSA key that wraps with RSA-OAEP-256. */
final class KeyVersion {

  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private final String id;
  private final PrivateKey privateKey;
  private final RSAPublicKey publicKey;
  private final Instant created;
  private boolean enabled = true;
  private boolean unwraps = true;

  KeyVersion(String id, PrivateKey privateKey, RSAPublicKey publicKey, Instant created) {
    this.id = id;
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.created = created;
  }

  String id() {
    return id;
  }

  Instant created() {
    return created;
  }

  synchronized boolean isEnabled() {
    return enabled;
  }

  synchronized void enable(boolean on) {
    enabled = on;
  }

  /** Whether unwrapping is among the permitted operations of this version. */
  synchronized boolean isUnwrapping() {
    return unwraps;
  }

  synchronized void permitUnwrapping(boolean on) {
    unwraps = on;
  }

  String modulus() {
    return base64(publicKey.getModulus());
  }

  String exponent() {
    return base64(publicKey.getPublicExponent());
  }

  byte[] wrap(byte[] value) throws GeneralSecurityException {
    Cipher cipher = cipher();
    cipher.init(Cipher.ENCRYPT_MODE, publicKey, OAEP);
    return cipher.doFinal(value);
  }

  /** What this version wrapped; empty when it did not wrap it. */
  Optional<byte[]> unwrap(byte[] value) {
    try {
      Cipher cipher = cipher();
      cipher.init(Cipher.DECRYPT_MODE, privateKey, OAEP);
      return Optional.of(cipher.doFinal(value));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static Cipher cipher() throws GeneralSecurityException {
    return Cipher.getInstance("RSA/ECB/OAEPPadding");
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    byte[] unsigned = new byte[bytes.length - sign];
    System.arraycopy(bytes, sign, unsigned, 0, unsigned.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }
}
