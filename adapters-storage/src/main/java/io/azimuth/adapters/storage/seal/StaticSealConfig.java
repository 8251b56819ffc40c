package io.azimuth.adapters.storage.seal;

import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.seal.Seal;
import java.util.Optional;

/**
 * A seal whose wrapping keys the operator supplies.
 *
 * @param current wraps from now on
 * @param previous still unwraps what it wrapped before the key was changed
 */
public record StaticSealConfig(SealKey current, Optional<SealKey> previous) {

  private static final String TYPE = "static";

  public StaticSealConfig {
    if (previous.isPresent() && previous.get().id().equals(current.id())) {
      throw new IllegalArgumentException("the current and the previous key have the same id");
    }
  }

  /**
   * The seal with these keys.
   *
   * @param generator the source of the nonces
   */
  public Seal seal(SecretGenerator generator) {
    return new StaticSeal(TYPE, this, generator);
  }
}
