package io.azimuth.application.port.seal;

import io.azimuth.domain.secret.SecretBytes;

/** Makes seals whose wrapping key people hold in shares. */
@FunctionalInterface
public interface KeyedSeals {

  /**
   * A seal that wraps and unwraps with this key, and keeps a copy of it no longer than the seal
   * itself is used.
   *
   * @param key of 32 bytes
   */
  Seal under(SecretBytes key);
}
