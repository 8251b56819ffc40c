package com.example.badge;

import io.azimuth.domain.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes badges, so that the store holds none. */
final class BadgeHash {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretText key;

  BadgeHash(SecretText key) {
    this.key = key;
  }

  String of(String badge) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes(key.expose()), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(bytes(badge)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** Compares in constant time. */
  boolean matches(String badge, String hash) {
    return MessageDigest.isEqual(bytes(of(badge)), bytes(hash));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
