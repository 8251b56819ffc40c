package io.azimuth.adapters.storage;

import io.azimuth.spi.SecretGenerator;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;

/** Random bytes that are the same in every run. */
public final class SeededGenerator implements SecretGenerator {

  private final Random random;

  /** Generates from that seed. */
  public SeededGenerator(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public synchronized byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public synchronized String base62(int length) {
    String letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  @Override
  public String uuid() {
    return UUID.nameUUIDFromBytes(base62(16).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
