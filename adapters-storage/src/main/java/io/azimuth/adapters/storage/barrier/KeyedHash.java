package io.azimuth.adapters.storage.barrier;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 under one key. Many threads may use it: each hash runs on a copy. */
final class KeyedHash {

  static final int LENGTH = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] key;
  private final Mac template;

  /** Copies the key. */
  KeyedHash(byte[] key) {
    if (key.length != LENGTH) {
      throw new IllegalArgumentException("a key has 32 bytes");
    }
    this.key = key.clone();
    try {
      this.template = Mac.getInstance(ALGORITHM);
      template.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  byte[] of(byte[] input) {
    try {
      return ((Mac) template.clone()).doFinal(input);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's " + ALGORITHM + " can be copied", e);
    }
  }

  String hex(byte[] input) {
    return HexFormat.of().formatHex(of(input));
  }

  /** A copy of the key. */
  byte[] key() {
    return key.clone();
  }

  void wipe() {
    Arrays.fill(key, (byte) 0);
  }
}
