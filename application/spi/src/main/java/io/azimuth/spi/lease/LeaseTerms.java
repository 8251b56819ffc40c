package io.azimuth.spi.lease;

import java.time.Duration;

/**
 * How long a renewed lease may last, in whole seconds: what is beyond them does not count. Zero
 * means that the engine sets no value.
 *
 * @param ttl the time to live of a renewal that asks for none
 * @param maxTtl the maximum lifetime since the lease was issued
 */
public record LeaseTerms(Duration ttl, Duration maxTtl) {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /**
   * Takes the values.
   *
   * @throws IllegalArgumentException for a lifetime that is negative, or above zero and below a
   *     second
   */
  public LeaseTerms {
    requireLifetime(ttl);
    requireLifetime(maxTtl);
  }

  // Less than a second would be kept as zero, which means something else.
  static void requireLifetime(Duration lifetime) {
    if (!lifetime.isZero() && lifetime.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("a lifetime is zero, or a second at least");
    }
  }
}
