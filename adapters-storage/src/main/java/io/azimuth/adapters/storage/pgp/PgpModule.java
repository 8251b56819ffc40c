package io.azimuth.adapters.storage.pgp;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.azimuth.application.port.seal.PgpEncryption;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Binds {@code PgpEncryption}. Needs a clock. */
public final class PgpModule extends AbstractModule {

  private final SecureRandom random;

  /**
   * Encrypts with session keys from this source.
   *
   * @param random the source of the session keys
   */
  public PgpModule(SecureRandom random) {
    this.random = random;
  }

  @Provides
  @Singleton
  PgpEncryption pgpEncryption(Clock clock) {
    return new BouncyCastlePgp(clock, random);
  }
}
