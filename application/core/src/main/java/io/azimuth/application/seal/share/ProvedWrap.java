package io.azimuth.application.seal.share;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.seal.Seal;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Wraps with a seal, and unwraps and compares before anybody relies on it. A key may wrap and not
 * unwrap: its rights, its permitted operations or the system that has it decide. A store whose root
 * key cannot be unwrapped is lost.
 */
public final class ProvedWrap {

  private ProvedWrap() {}

  /**
   * What the seal makes of the root key. May block, as the seal does.
   *
   * @throws ServiceException with {@code SEAL_UNUSABLE} when the seal unwraps something else;
   *     otherwise what the seal throws when it wraps or unwraps
   */
  public static byte[] of(Seal seal, byte[] rootKey) {
    byte[] wrapped = seal.wrap(rootKey);
    byte[] opened = seal.unwrap(wrapped);
    try {
      if (!MessageDigest.isEqual(opened, rootKey)) {
        throw new ServiceException(
            ErrorCode.SEAL_UNUSABLE,
            "the seal " + seal.type() + " does not unwrap what it has wrapped");
      }
    } finally {
      Arrays.fill(opened, (byte) 0);
    }
    return wrapped;
  }
}
