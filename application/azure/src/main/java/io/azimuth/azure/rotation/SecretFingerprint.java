package io.azimuth.azure.rotation;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.AsciiCase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Recognises a client secret that must not be stored: the SHA-256 of the secret and its client id.
 */
final class SecretFingerprint {

  private SecretFingerprint() {}

  /** The fingerprint: 64 hexadecimal digits. */
  static String of(String clientId, SecretText secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((AsciiCase.fold(clientId) + "\n").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of()
          .formatHex(digest.digest(secret.expose().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
