package io.azimuth.domain.token;

import java.time.Duration;
import java.util.List;

/**
 * The lifetimes that a role or a token sets. Whole seconds; zero means "not set".
 *
 * @param ttl the lifetime of a token when the request asks for none
 * @param maxTtl the maximum lifetime with all renewals, from the role as it is now
 * @param explicitMaxTtl the maximum lifetime, as it was when the token was issued
 * @param period when set, each renewal gives this lifetime, and only the explicit maximum limits it
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
