package io.azimuth.application.snapshot;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The form of a snapshot, version 1; all numbers big-endian.
 *
 * <pre>
 * magic              8 bytes, 89 'A' 'Z' 'S' 'N' 'A' 'P' 0a
 * version            4 bytes; these first two stay in every later version
 * header             see {@link SnapshotHeader}
 * entries            each: 1, length of the key (2), length of the value (4), key, value;
 *                    keys in strictly ascending order
 * end                0, number of the entries (8)
 * MAC                32 bytes: HMAC-SHA256 over the SHA-256 of all before it, by a key of the
 *                    store's own keyring
 * checksum           32 bytes: SHA-256 of all before it; nothing follows
 * </pre>
 */
final class SnapshotFormat {

  static final long MAGIC = 0x89_41_5a_53_4e_41_50_0aL;
  static final int VERSION = 1;
  static final int ENTRY = 1;
  static final int END = 0;
  static final int HASH_BYTES = 32;

  private SnapshotFormat() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The hash of the bytes so far; hashing continues. */
  static byte[] soFar(MessageDigest running) {
    try {
      return ((MessageDigest) running.clone()).digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
    }
  }
}
