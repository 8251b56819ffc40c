package io.azimuth.spi.seal;

/**
 * Wraps the root key under a key that is kept elsewhere, so that the server can unseal itself. The
 * server stores what it wraps in clear, beside its encrypted records.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for use by many threads. The calls of one that a plugin has come from
 *       threads of the plugin.
 *   <li><b>Blocking.</b> May block where the key is in another system. It is asked when a store is
 *       initialised, unsealed, rekeyed or moved, and every five minutes to see whether the key can
 *       be used; never by other requests.
 *   <li><b>Deadlines.</b> A call has 10 s in all, with sign-in and repetitions. After that the
 *       thread of a plugin is interrupted, and the seal counts as unavailable.
 *   <li><b>Errors.</b> A {@code ServiceException} with one of the codes of {@link #wrap}; its
 *       detail is for the log. Anything else that a plugin throws counts as unavailable, too.
 *   <li><b>Secrets.</b> The root key is 32 bytes. The caller overwrites the arrays that it hands in
 *       and gets: keep neither.
 *   <li><b>Growth.</b> It grows by default methods only.
 * </ul>
 */
public interface Seal {

  /** The type name that the configuration uses and {@code seal-status} reports. */
  String type();

  /**
   * The root key, encrypted and protected against changes, together with the name of the wrapping
   * key. At most 16 KiB.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEAL_UNUSABLE} when it cannot be
   *     wrapped; with {@code SEAL_UNAVAILABLE} or {@code SEAL_REFUSED} when the system that has the
   *     wrapping key is away or does not let this server use it: then the server tries again
   */
  byte[] wrap(byte[] rootKey);

  /**
   * The root key that {@link #wrap} wrapped, by the current or the previous wrapping key, in this
   * process or another.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEAL_UNUSABLE} when the wrapping
   *     key is not at hand, or the bytes were changed or cut: at its start the server ends then;
   *     otherwise as {@link #wrap}
   */
  byte[] unwrap(byte[] wrapped);

  /**
   * Whether these bytes name another wrapping key than the current one. Then the server has the
   * root key wrapped again.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEAL_UNUSABLE} when they name
   *     none; otherwise as {@link #wrap}
   */
  boolean rewrapDue(byte[] wrapped);

  /** Whether these bytes name a key of this seal; asks no other system. Returns at once. */
  boolean isOwn(byte[] wrapped);

  /**
   * Whether everyone can wrap, because the wrapping key is public. What such a seal unwraps is
   * secret, but may come from anyone who can write to the store.
   */
  default boolean hasPublicKey() {
    return false;
  }

  /** Ends what it keeps open. Nothing is called after it. The default does nothing. */
  default void close() {}
}
