package io.azimuth.application.seal.share;

import io.azimuth.domain.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The text that a recovery key is recognised by. The store keeps this, encrypted, and not the key,
 * so that an attacker with a store and its seal does not learn the key; the key has 256 random
 * bits, so that it cannot be guessed.
 */
final class RecoveryProof {

  private static final byte[] PURPOSE = "azimuth recovery key".getBytes(StandardCharsets.UTF_8);

  private RecoveryProof() {}

  static SecretBytes of(SecretBytes key) {
    byte[] exposed = key.expose();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(PURPOSE);
      return SecretBytes.taking(digest.digest(exposed));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }
}
