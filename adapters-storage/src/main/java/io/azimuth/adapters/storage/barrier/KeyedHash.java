package io.azimuth.adapters.storage.barrier;

import io.azimuth.domain.secret.HmacSha256;
import java.util.Arrays;

/** A keyed hash that can show its key again. Many threads may use it. */
final class KeyedHash {

  static final int LENGTH = 32;

  private final byte[] key;
  private final HmacSha256 hash;

  /** Copies the key. */
  KeyedHash(byte[] key) {
    if (key.length != LENGTH) {
      throw new IllegalArgumentException("a key has 32 bytes");
    }
    this.key = key.clone();
    this.hash = new HmacSha256(key);
  }

  byte[] of(byte[] input) {
    return hash.of(input);
  }

  String hex(byte[] input) {
    return hash.hex(input);
  }

  /** A copy of the key. */
  byte[] key() {
    return key.clone();
  }

  void wipe() {
    Arrays.fill(key, (byte) 0);
  }
}
