package io.azimuth.domain.token;

/**
 * The mount that issued a token, as it was then. A token whose counter is not the mount's present
 * one has been revoked with all others of its time.
 *
 * @param accessor the mount's accessor
 * @param revocations how often all tokens of the mount had been revoked, 0 or more
 */
public record MountStamp(String accessor, long revocations) {

  public MountStamp {
    if (accessor.isEmpty() || revocations < 0) {
      throw new IllegalArgumentException("a mount has an accessor and a counter of 0 or more");
    }
  }
}
