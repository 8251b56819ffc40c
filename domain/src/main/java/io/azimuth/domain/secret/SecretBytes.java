package io.azimuth.domain.secret;

import java.security.MessageDigest;

/**
 * Bytes that must not be seen: a key. It prints as {@code ***}, compares in constant time and gives
 * its bytes away only through {@link #expose}.
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

  /** A copy of the bytes; each use of this method is a place to review. */
  public byte[] expose() {
    return bytes.clone();
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
