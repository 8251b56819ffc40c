package io.azimuth.domain.secret;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Secret bytes, such as a key. It prints as {@code ***}, compares in constant time and returns its
 * bytes only through {@link #expose}. Its creator may {@link #wipe} it when it is no longer needed.
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

  /** Wraps the array itself; the caller must not use it any more. */
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

  /** The same number for all objects, because a hash would leak information about the bytes. */
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "***";
  }
}
