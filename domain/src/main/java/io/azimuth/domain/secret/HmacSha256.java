package io.azimuth.domain.secret;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 under one key. Many threads may use it: each hash runs on a copy. */
public final class HmacSha256 {

  private static final String ALGORITHM = "HmacSHA256";

  // Has the key already: to find a provider and to prepare the key costs more than a hash.
  private final Mac prepared;

  /**
   * Hashes under this key, which is copied.
   *
   * @param key at least one byte
   * @throws IllegalArgumentException for an empty key
   */
  public HmacSha256(byte[] key) {
    try {
      prepared = Mac.getInstance(ALGORITHM);
      prepared.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  /** The hash: 32 bytes. */
  public byte[] of(byte[] input) {
    try {
      return ((Mac) prepared.clone()).doFinal(input);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's " + ALGORITHM + " can be copied", e);
    }
  }

  /** The hash in 64 hexadecimal digits, in lower case. */
  public String hex(byte[] input) {
    return HexFormat.of().formatHex(of(input));
  }
}
