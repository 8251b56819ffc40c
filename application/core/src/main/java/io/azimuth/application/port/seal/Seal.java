package io.azimuth.application.port.seal;

/**
 * Wraps the root key under a key that is kept elsewhere, so that the server can unseal itself. Safe
 * for use by many threads; may block where the key is in another system.
 */
public interface Seal {

  /** The type name that the configuration uses and {@code seal-status} reports. */
  String type();

  /**
   * The root key, encrypted, together with the name of the wrapping key.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEAL_UNUSABLE} when it cannot be
   *     wrapped; with {@code SEAL_UNAVAILABLE} or {@code SEAL_REFUSED} when the system that has the
   *     wrapping key is away or does not let this server use it
   */
  byte[] wrap(byte[] rootKey);

  /**
   * The root key that {@link #wrap} wrapped, by the current or the previous wrapping key, in this
   * process or another.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEAL_UNUSABLE} when the wrapping
   *     key is not at hand, or the bytes were changed or cut; otherwise as {@link #wrap}
   */
  byte[] unwrap(byte[] wrapped);

  /**
   * Whether these bytes name another wrapping key than the current one.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEAL_UNUSABLE} when they name
   *     none; otherwise as {@link #wrap}
   */
  boolean rewrapDue(byte[] wrapped);

  /** Whether these bytes name a key of this seal; asks no other system. */
  boolean isOwn(byte[] wrapped);

  /**
   * Whether everyone can wrap, because the wrapping key is public. What such a seal unwraps is
   * secret, but may come from anyone who can write to the store.
   */
  default boolean hasPublicKey() {
    return false;
  }
}
