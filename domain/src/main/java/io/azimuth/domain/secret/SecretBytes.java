package io.azimuth.domain.secret;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Bytes that must not be seen: a key. It prints as {@code ***}, compares in constant time and gives
 * its bytes away only through {@link #expose}. Whoever made it may {@link #wipe} it when it is no
 * longer needed.
 */
public final class SecretBytes {

  private final byte[] bytes;

  private SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Wraps a copy of the bytes. */
  public static SecretBytes of(byte[] bytes) {
    return new SecretBytes(bytes.clone());
  }

  /** Wraps the bytes themselves, which are nobody else's from now on. */
  public static SecretBytes taking(byte[] bytes) {
    return new SecretBytes(bytes);
  }

  /** A copy of the bytes; each use of this method is a place to review. */
  public byte[] expose() {
    return bytes.clone();
  }

  /** Overwrites the bytes with zeros. */
  public void wipe() {
    Arrays.fill(bytes, (byte) 0);
  }

  /** How many bytes there are. */
  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretBytes secret && MessageDigest.isEqual(bytes, secret.bytes);
  }

  /** The same for all: a hash would leak. */
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "***";
  }
}
