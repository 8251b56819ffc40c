package io.azimuth.testkit.fake;

import io.azimuth.spi.SecretGenerator;
import java.util.concurrent.atomic.AtomicLong;

/** Secrets that differ from each other, but are the same in each run. */
public final class SequentialSecrets implements SecretGenerator {

  private final AtomicLong next = new AtomicLong();

  @Override
  public byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    bytes[0] = (byte) next.incrementAndGet();
    return bytes;
  }

  @Override
  public String base62(int length) {
    String number = Long.toString(next.incrementAndGet(), 36);
    return "Z".repeat(length - number.length()) + number;
  }

  @Override
  public String uuid() {
    return String.format("%08x-0000-4000-8000-000000000000", next.incrementAndGet());
  }
}
