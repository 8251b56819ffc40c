package io.azimuth.spi;

import java.time.Duration;

/**
 * How long a renewed token may live; zero means that the method says nothing of it.
 *
 * @param ttl for a renewal that asks for no length
 * @param maxTtl since the token was issued
 * @param period of a periodic token
 */
public record RenewalTerms(Duration ttl, Duration maxTtl, Duration period) {

  public RenewalTerms {
    if (ttl.isNegative() || maxTtl.isNegative() || period.isNegative()) {
      throw new IllegalArgumentException("lifetimes are not negative");
    }
  }
}
