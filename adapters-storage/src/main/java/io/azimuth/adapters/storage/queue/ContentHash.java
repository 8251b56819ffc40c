package io.azimuth.adapters.storage.queue;

import io.azimuth.spi.engine.Key;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A hash of entries in their order. It shows whether the written entries are the stored ones. */
public final class ContentHash {

  private final MessageDigest running;

  /** The hash of no entries. */
  public ContentHash() {
    try {
      this.running = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Adds the next entry. */
  public void add(Key key, byte[] value) {
    running.update(
        ByteBuffer.allocate(2 * Integer.BYTES).putInt(key.length()).putInt(value.length).flip());
    running.update(key.bytes());
    running.update(value);
  }

  /** The hash of all entries so far. No more may be added after that. */
  public byte[] sum() {
    return running.digest();
  }

  /** Whether it is the hash of the same entries. */
  public boolean matches(byte[] other) {
    return MessageDigest.isEqual(sum(), other);
  }
}
