package io.azimuth.adapters.azure.simulator.fleet;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Marks that mean nothing but are there in every token. */
public final class RandomText {

  private RandomText() {}

  /** So many random bytes in unpadded base64url. */
  public static String base64Url(RandomGenerator random, int bytes) {
    byte[] buffer = new byte[bytes];
    random.nextBytes(buffer);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer);
  }
}
