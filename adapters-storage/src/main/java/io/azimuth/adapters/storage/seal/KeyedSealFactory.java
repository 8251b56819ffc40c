package io.azimuth.adapters.storage.seal;

import io.azimuth.application.port.seal.KeyedSeals;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.seal.Seal;
import java.util.Optional;

/** Makes seals whose key is split into shares that people hold. They wrap as a static seal does. */
public final class KeyedSealFactory implements KeyedSeals {

  private static final String TYPE = "shamir";
  private static final String KEY_ID = "shares";

  private final SecretGenerator generator;

  /**
   * Makes seals.
   *
   * @param generator the source of the nonces
   */
  public KeyedSealFactory(SecretGenerator generator) {
    this.generator = generator;
  }

  @Override
  public Seal under(SecretBytes key) {
    StaticSealConfig config = new StaticSealConfig(new SealKey(KEY_ID, key), Optional.empty());
    return new StaticSeal(TYPE, config, generator);
  }
}
