package io.azimuth.bootstrap.command.client.azure.setup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Distinguishes names whose content differs. It is no protection against a forged one. */
final class ShortHash {

  private static final int DIGITS = 8;

  private ShortHash() {}

  /** Eight hexadecimal digits of the SHA-256 of these lines. */
  static String of(List<String> lines) {
    try {
      byte[] content = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
