package io.azimuth.application.port.seal;

/**
 * Wraps the root key under a key that is kept elsewhere, so that the server can unseal itself. Safe
 * for use by many threads; may block where the key is in another system.
 */
public interface Seal {

  /** The type name that the configuration uses and {@code seal-status} reports. */
  String type();

  /**
   * The root key, encrypted and authenticated, together with the name of the wrapping key.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEAL_UNUSABLE} when it cannot be
   *     wrapped
   */
  byte[] wrap(byte[] rootKey);

  /**
   * The root key that {@link #wrap} wrapped, by the current or the previous wrapping key, in this
   * process or another.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEAL_UNUSABLE} when the wrapping
   *     key is not at hand, or the bytes were changed or cut
   */
  byte[] unwrap(byte[] wrapped);

  /**
   * Whether these bytes name another wrapping key than the current one.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEAL_UNUSABLE} when they name none
   */
  boolean rewrapDue(byte[] wrapped);
}
