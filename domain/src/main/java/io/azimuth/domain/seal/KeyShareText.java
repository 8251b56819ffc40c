package io.azimuth.domain.seal;

import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.domain.text.Checked;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** A key share as people type it: hexadecimal or base64. */
public final class KeyShareText {

  private static final int MIN_BYTES = 16;
  private static final int MAX_BYTES = 33; // a key of 32 and the number of the share

  /** More than any form of 33 bytes; a longer text is not decoded. */
  private static final int MAX_LETTERS = 1_024;

  private KeyShareText() {}

  /** The share. Hexadecimal is tried first and is used when its length is that of a share. */
  public static Checked<SecretBytes> decode(String text) {
    if (text.length() > MAX_LETTERS) {
      return Checked.problem("invalid key: key is longer than maximum 33 bytes");
    }
    Optional<byte[]> hex = hex(text).filter(KeyShareText::fits);
    return hex.or(() -> base64(text))
        .map(KeyShareText::checked)
        .orElseGet(() -> Checked.problem("'key' must be a valid hex or base64 string"));
  }

  private static Checked<SecretBytes> checked(byte[] decoded) {
    if (fits(decoded)) {
      return Checked.of(SecretBytes.taking(decoded));
    }
    boolean isShort = decoded.length < MIN_BYTES;
    Arrays.fill(decoded, (byte) 0);
    return Checked.problem(
        isShort
            ? "invalid key: key is shorter than minimum 16 bytes"
            : "invalid key: key is longer than maximum 33 bytes");
  }

  private static boolean fits(byte[] decoded) {
    return decoded.length >= MIN_BYTES && decoded.length <= MAX_BYTES;
  }

  private static Optional<byte[]> hex(String text) {
    try {
      return Optional.of(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> base64(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
