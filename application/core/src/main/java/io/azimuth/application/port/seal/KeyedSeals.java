package io.azimuth.application.port.seal;

import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.seal.Seal;

/** Creates seals whose wrapping key people hold in shares. */
@FunctionalInterface
public interface KeyedSeals {

  /**
   * A seal that wraps and unwraps with this key; its copy of the key lasts as long as the seal is
   * used.
   *
   * @param key of 32 bytes
   */
  Seal under(SecretBytes key);
}
