package io.azimuth.adapters.storage.pgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.bcpg.ArmoredInputStream;

/** Reads the binary form of a key from any of its text forms. */
final class KeyBytes {

  /** Ten times the length of a key with many signatures. */
  static final int MAX_LENGTH = 128 << 10;

  private static final String ARMOUR = "-----BEGIN PGP ";

  private KeyBytes() {}

  static byte[] of(String text) throws UnusableKeyException {
    if (text.length() > 2 * MAX_LENGTH) {
      throw new UnusableKeyException("the key is too large");
    }
    if (text.stripLeading().startsWith(ARMOUR)) {
      return withoutArmour(text.strip().getBytes(StandardCharsets.UTF_8));
    }
    byte[] decoded = base64(text);
    boolean armoured =
        new String(decoded, StandardCharsets.ISO_8859_1).stripLeading().startsWith(ARMOUR);
    return armoured ? withoutArmour(decoded) : decoded;
  }

  private static byte[] base64(String text) throws UnusableKeyException {
    try {
      return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new UnusableKeyException("the key is neither base64 nor armoured");
    }
  }

  private static byte[] withoutArmour(byte[] armoured) throws UnusableKeyException {
    try (InputStream in = new ArmoredInputStream(new ByteArrayInputStream(armoured))) {
      return in.readNBytes(MAX_LENGTH);
    } catch (IOException | RuntimeException e) {
      throw new UnusableKeyException("the armour of the key is damaged");
    }
  }
}
