package io.azimuth.domain.time;

import java.time.Duration;

/**
 * How far the clocks of two servers on one store may differ before something is judged wrongly.
 * What a server does to records for all servers waits for so long after their time; a time that
 * another server wrote may be so far ahead.
 *
 * <p>The clocks of issuers of JWTs have leeways of their own, which a mount's configuration sets.
 */
public final class ClockSkew {

  /** The allowance, the same wherever times of two servers meet. */
  public static final Duration ALLOWED = Duration.ofMinutes(1);

  private ClockSkew() {}
}
