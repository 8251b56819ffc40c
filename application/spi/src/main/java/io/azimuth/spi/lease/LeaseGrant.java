package io.azimuth.spi.lease;

import java.time.Duration;
import java.util.Map;

/**
 * What is given out under a lease, and for how long.
 *
 * @param ttl the lifetime; zero: the mount's
 * @param maxTtl the longest lifetime with all renewals; zero: the mount's, which is the limit in
 *     any case
 * @param renewable whether the lease can be renewed
 * @param kept what the engine needs to renew and to revoke it. No answer shows it, and it should
 *     hold no secret
 */
public record LeaseGrant(
    Duration ttl, Duration maxTtl, boolean renewable, Map<String, String> kept) {

  public LeaseGrant {
    kept = Map.copyOf(kept);
    if (ttl.isNegative() || maxTtl.isNegative()) {
      throw new IllegalArgumentException("lifetimes are not negative");
    }
  }
}
