package io.azimuth.spi;

import io.azimuth.domain.token.LifetimeSettings;
import io.azimuth.domain.token.role.AuthRole;
import java.time.Duration;

/**
 * How long a renewed token may live; zero means that the method sets no value.
 *
 * @param ttl the time to live of a renewal that asks for none
 * @param maxTtl the maximum lifetime since the token was issued
 * @param period the period of a periodic token
 */
public record RenewalTerms(Duration ttl, Duration maxTtl, Duration period) {

  public RenewalTerms {
    if (ttl.isNegative() || maxTtl.isNegative() || period.isNegative()) {
      throw new IllegalArgumentException("lifetimes are not negative");
    }
  }

  /** The lifetimes of a role as it is now. */
  public static RenewalTerms of(AuthRole role) {
    LifetimeSettings lifetimes = role.tokenSettings().lifetimes();
    return new RenewalTerms(lifetimes.ttl(), lifetimes.maxTtl(), lifetimes.period());
  }
}
