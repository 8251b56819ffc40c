package io.azimuth.azure.config;

import io.azimuth.spi.SecretGenerator;
import java.nio.ByteBuffer;

/**
 * Draws the versions of configurations. They are random: what is remembered of a version must not
 * be found again under another one with the same number, also after the store was set back in time.
 */
public final class ConfigVersions {

  private static final int UNUSED_BITS = 11; // every JSON reader keeps the 53 bits that are left

  private final SecretGenerator secrets;

  public ConfigVersions(SecretGenerator secrets) {
    this.secrets = secrets;
  }

  /** A version that no other configuration has; 0 means none. */
  public long next() {
    return Math.max(1, ByteBuffer.wrap(secrets.bytes(Long.BYTES)).getLong() >>> UNUSED_BITS);
  }
}
