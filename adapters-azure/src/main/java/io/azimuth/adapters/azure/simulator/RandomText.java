package io.azimuth.adapters.azure.simulator;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Marks that mean nothing but are there in every token. */
final class RandomText {

  private RandomText() {}

  /** So many random bytes in unpadded base64url. */
  static String base64Url(RandomGenerator random, int bytes) {
    byte[] buffer = new byte[bytes];
    random.nextBytes(buffer);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer);
  }
}
