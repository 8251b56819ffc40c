package io.azimuth.adapters.storage.mapdb;

import io.azimuth.spi.engine.Key;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A hash of entries in their order. It shows whether the written entries are the stored ones. */
final class ContentHash {

  private final MessageDigest running;

  ContentHash() {
    try {
      this.running = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  void add(Key key, byte[] value) {
    running.update(
        ByteBuffer.allocate(2 * Integer.BYTES).putInt(key.length()).putInt(value.length).flip());
    running.update(key.bytes());
    running.update(value);
  }

  /** The hash of all entries so far. No more may be added after that. */
  byte[] sum() {
    return running.digest();
  }

  boolean matches(byte[] other) {
    return MessageDigest.isEqual(sum(), other);
  }
}
