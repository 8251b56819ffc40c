package io.azimuth.bootstrap.plugin;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a jar.
 *
 * @param hex 64 small hexadecimal digits
 */
public record JarChecksum(String hex) {

  private static final String PREFIX = "sha256:";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public JarChecksum {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("64 hexadecimal digits");
    }
  }

  static JarChecksum of(byte[] digest) {
    return new JarChecksum(HexFormat.of().formatHex(digest));
  }

  /**
   * The checksum in a text with or without {@code sha256:} before it, as {@code sha256sum} does.
   */
  public static Optional<JarChecksum> of(String text) {
    String hex = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    String small = hex.toLowerCase(Locale.ROOT);
    return HEX.matcher(small).matches() ? Optional.of(new JarChecksum(small)) : Optional.empty();
  }

  /** The checksum as the configuration file has it. */
  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
