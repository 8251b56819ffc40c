package io.azimuth.adapters.storage.seal;

import io.azimuth.spi.SecretGenerator;
import java.nio.ByteBuffer;

/** Bytes that a test can predict and that are never the same twice. */
final class CountingGenerator implements SecretGenerator {

  private long next;

  @Override
  public byte[] bytes(int count) {
    return ByteBuffer.allocate(count).putLong(0, ++next).array();
  }

  @Override
  public String base62(int length) {
    return "0".repeat(length);
  }

  @Override
  public String uuid() {
    return "00000000-0000-4000-8000-%012d".formatted(++next);
  }
}
