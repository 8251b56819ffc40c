package io.azimuth.adapters.azure.simulator.fleet;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Random text, for example for the opaque claims of a token. */
public final class RandomText {

  private RandomText() {}

  /** Random bytes in unpadded base64url. */
  public static String base64Url(RandomGenerator random, int bytes) {
    byte[] buffer = new byte[bytes];
    random.nextBytes(buffer);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer);
  }
}
