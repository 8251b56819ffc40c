package io.azimuth.domain.token;

import java.time.Duration;
import java.util.List;

/**
 * What a role or a token says about how long tokens live. Whole seconds; zero means "not set".
 *
 * @param ttl how long a token lives when nothing else is asked for
 * @param maxTtl how long it may live with all renewals, as the role says now
 * @param explicitMaxTtl the same, as it was when the token was issued
 * @param period when set, each renewal gives this much and there is no other end but the explicit
 *     one
 */
public record LifetimeSettings(
    Duration ttl, Duration maxTtl, Duration explicitMaxTtl, Duration period) {

  /** Nothing set: the mount decides. */
  public static final LifetimeSettings NONE =
      new LifetimeSettings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  public LifetimeSettings {
    for (Duration duration : List.of(ttl, maxTtl, explicitMaxTtl, period)) {
      if (duration.isNegative() || duration.toNanosPart() != 0) {
        throw new IllegalArgumentException("a lifetime is 0 or more whole seconds");
      }
    }
  }
}
