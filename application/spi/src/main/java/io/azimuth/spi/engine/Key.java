package io.azimuth.spi.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A key of the store: 1 to {@value #MAX_BYTES} bytes, ordered byte by byte as unsigned numbers.
 *
 * <p>Keys are not encrypted, so a key must not contain a secret.
 */
public final class Key implements Comparable<Key> {

  /** The longest key, in bytes. */
  public static final int MAX_BYTES = 1024;

  private final byte[] bytes;

  private Key(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("a key has 1 to 1024 bytes, this one " + bytes.length);
    }
    this.bytes = bytes;
  }

  /** The UTF-8 form of the text. */
  public static Key of(String text) {
    return new Key(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy of the bytes. */
  public static Key of(byte[] bytes) {
    return new Key(bytes.clone());
  }

  /** A copy of the bytes of this key. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** How many bytes it has. */
  public int length() {
    return bytes.length;
  }

  /** The key read as UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whether this key begins with all bytes of the prefix. */
  public boolean startsWith(Key prefix) {
    return bytes.length >= prefix.bytes.length
        && Arrays.equals(bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length);
  }

  @Override
  public int compareTo(Key other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return text();
  }
}
