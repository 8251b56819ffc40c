package io.azimuth.spi.lease;

import java.time.Duration;
import java.util.Map;

/**
 * What is given out under a lease, and for how long.
 *
 * @param ttl the lifetime, of which whole seconds count; zero: the mount's
 * @param maxTtl the longest lifetime with all renewals, of which whole seconds count; zero: the
 *     mount's, which is the limit in any case
 * @param renewable whether the lease can be renewed
 * @param kept what the engine needs to renew and to revoke it. No answer shows it, and it should
 *     hold no secret
 */
public record LeaseGrant(
    Duration ttl, Duration maxTtl, boolean renewable, Map<String, String> kept) {

  /**
   * Takes the values.
   *
   * @throws IllegalArgumentException for a lifetime that is negative, or above zero and below a
   *     second
   */
  public LeaseGrant {
    LeaseTerms.requireLifetime(ttl);
    LeaseTerms.requireLifetime(maxTtl);
    kept = Map.copyOf(kept);
  }
}
