package io.azimuth.domain.jwt;

import java.time.Duration;

/**
 * How much the times of a token are extended. Zero is the default, and a negative value none.
 *
 * @param clockSkew how far clocks may differ; by default 60 s
 * @param expiration how long a token without {@code exp} is valid; by default 150 s
 * @param notBefore how long before its expiry a token without {@code nbf} and {@code iat} begins;
 *     by default 150 s
 */
public record JwtLeeways(Duration clockSkew, Duration expiration, Duration notBefore) {

  /** The defaults. */
  public static final JwtLeeways DEFAULT =
      new JwtLeeways(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** The largest leeway. */
  public static final Duration MAX = Duration.ofDays(1);

  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);
  private static final Duration LIFETIME = Duration.ofSeconds(150);

  Duration clockSkewInForce() {
    return inForce(clockSkew, CLOCK_SKEW);
  }

  Duration expirationInForce() {
    return inForce(expiration, LIFETIME);
  }

  Duration notBeforeInForce() {
    return inForce(notBefore, LIFETIME);
  }

  boolean areBounded() {
    return clockSkew.compareTo(MAX) <= 0
        && expiration.compareTo(MAX) <= 0
        && notBefore.compareTo(MAX) <= 0;
  }

  private static Duration inForce(Duration set, Duration byDefault) {
    if (set.isNegative()) {
      return Duration.ZERO;
    }
    return set.isZero() ? byDefault : set;
  }
}
