package io.azimuth.bootstrap.random;

import io.azimuth.spi.SecretGenerator;
import java.security.SecureRandom;
import java.util.UUID;

/** Generates secrets with the system's cryptographic random generator. */
public final class SystemSecretGenerator implements SecretGenerator {

  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /**
   * The greatest multiple of 62 in a byte. Larger bytes would make the first characters more
   * frequent.
   */
  private static final int FAIR = 248;

  private final SecureRandom random = new SecureRandom();

  public SystemSecretGenerator() {}

  @Override
  public byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public String base62(int length) {
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      for (byte b : bytes(length - text.length() + 4)) {
        int value = Byte.toUnsignedInt(b);
        if (value < FAIR && text.length() < length) {
          text.append(BASE62.charAt(value % BASE62.length()));
        }
      }
    }
    return text.toString();
  }

  @Override
  public String uuid() {
    return UUID.randomUUID().toString();
  }
}
