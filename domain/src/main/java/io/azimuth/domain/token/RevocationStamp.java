package io.azimuth.domain.token;

/**
 * The mount that issued a token, with its counters at that time. A token whose counter differs from
 * the mount's present one has been revoked by a mass revocation.
 *
 * @param accessor the mount's accessor
 * @param revocations how often all tokens of the mount had been revoked, 0 or more
 * @param prefixes the number of the last prefix that had been revoked, on any mount, 0 or more
 */
public record RevocationStamp(String accessor, long revocations, long prefixes) {

  public RevocationStamp {
    if (accessor.isEmpty() || revocations < 0 || prefixes < 0) {
      throw new IllegalArgumentException("a mount has an accessor and counters of 0 or more");
    }
  }

  /** A stamp from before any prefix was revoked. */
  public RevocationStamp(String accessor, long revocations) {
    this(accessor, revocations, 0);
  }
}
