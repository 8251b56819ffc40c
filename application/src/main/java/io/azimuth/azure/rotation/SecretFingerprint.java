package io.azimuth.azure.rotation;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.AsciiCase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By what a client secret is known again that must not be kept: the SHA-256 of it and its owner.
 */
final class SecretFingerprint {

  private SecretFingerprint() {}

  /** 64 hexadecimal digits. */
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
