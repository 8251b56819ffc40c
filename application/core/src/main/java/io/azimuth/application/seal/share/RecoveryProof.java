package io.azimuth.application.seal.share;

import io.azimuth.domain.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What a recovery key is recognised by. The seal wraps this and not the key, so that nobody learns
 * the key from a store and its seal; the key has 256 bits of chance, so that nobody guesses it.
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
