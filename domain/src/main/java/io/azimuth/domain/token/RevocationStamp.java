package io.azimuth.domain.token;

/**
 * The mount that issued a token, as it was then. A token whose counter is not the mount's present
 * one has been revoked with all others of its time.
 *
 * @param accessor the mount's accessor
 * @param revocations how often all tokens of the mount had been revoked, 0 or more
 * @param prefixes the number of the last prefix that had been revoked, on whatever mount, 0 or more
 */
public record RevocationStamp(String accessor, long revocations, long prefixes) {

  public RevocationStamp {
    if (accessor.isEmpty() || revocations < 0 || prefixes < 0) {
      throw new IllegalArgumentException("a mount has an accessor and counters of 0 or more");
    }
  }

  /** A stamp of a time when no prefix had ever been revoked. */
  public RevocationStamp(String accessor, long revocations) {
    this(accessor, revocations, 0);
  }
}
