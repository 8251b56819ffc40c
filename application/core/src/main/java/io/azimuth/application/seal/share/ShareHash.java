package io.azimuth.application.seal.share;

import io.azimuth.domain.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The text by which a key share is recognised. The store keeps it in clear: a share has 256 random
 * bits, so that it cannot be guessed.
 */
final class ShareHash {

  private static final byte[] PURPOSE = "azimuth key share".getBytes(StandardCharsets.UTF_8);

  private ShareHash() {}

  static String of(SecretBytes share) {
    byte[] exposed = share.expose();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(PURPOSE);
      return Base64.getEncoder().encodeToString(digest.digest(exposed));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }
}
