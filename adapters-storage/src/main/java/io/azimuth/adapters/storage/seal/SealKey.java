package io.azimuth.adapters.storage.seal;

import io.azimuth.domain.secret.SecretBytes;
import java.nio.charset.StandardCharsets;

/**
 * A named wrapping key.
 *
 * @param id its name, stored beside what it wrapped: 1 to 255 bytes of UTF-8
 * @param key an AES-256 key of 32 bytes
 */
public record SealKey(String id, SecretBytes key) {

  /** The length of a wrapping key in bytes. */
  public static final int LENGTH = 32;

  public SealKey {
    int idLength = id.getBytes(StandardCharsets.UTF_8).length;
    if (idLength < 1 || idLength > 255) {
      throw new IllegalArgumentException("the id of a seal key has 1 to 255 bytes");
    }
    if (key.length() != LENGTH) {
      throw new IllegalArgumentException("a seal key has 32 bytes");
    }
  }
}
