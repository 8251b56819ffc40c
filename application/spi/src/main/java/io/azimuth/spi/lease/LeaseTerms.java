package io.azimuth.spi.lease;

import java.time.Duration;

/**
 * How long a renewed lease may last; zero means that the engine sets no value.
 *
 * @param ttl the time to live of a renewal that asks for none
 * @param maxTtl the maximum lifetime since the lease was issued
 */
public record LeaseTerms(Duration ttl, Duration maxTtl) {

  public LeaseTerms {
    if (ttl.isNegative() || maxTtl.isNegative()) {
      throw new IllegalArgumentException("lifetimes are not negative");
    }
  }
}
