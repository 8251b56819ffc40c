package io.azimuth.bootstrap.agent;

import java.time.Duration;

/** When a token is renewed, or replaced by another login. */
final class TokenSchedule {

  /** A token that does not end may have been revoked: how often that is looked up. */
  static final Duration LOOK_UP = Duration.ofHours(1);

  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final double TWO_THIRDS = 2.0 / 3.0;

  /** Agents that started together must not renew together. */
  private static final double SPREAD = 0.1;

  private static final Duration ROUNDING = Duration.ofSeconds(1);

  private TokenSchedule() {}

  /**
   * The time until a token with this TTL is renewed: two thirds of it, less up to a tenth.
   *
   * @param chance a number from 0 to 1
   */
  static Duration untilRenewal(Duration ttl, double chance) {
    if (ttl.isZero()) {
      return LOOK_UP;
    }
    double share = TWO_THIRDS - SPREAD * chance;
    Duration wait = Duration.ofMillis((long) (ttl.toMillis() * share));
    return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
  }

  /**
   * Whether a renewal gave less than the login did: then the token reaches its maximum TTL, and
   * another renewal would give nothing more.
   */
  static boolean isLast(Duration given, Duration renewed) {
    return renewed.plus(ROUNDING).compareTo(given) < 0;
  }
}
