package io.azimuth.domain.mount;

import java.time.Duration;

/**
 * How long tokens live where a mount does not say.
 *
 * @param defaultTtl of tokens that ask for none, at least a second
 * @param maxTtl the longest, at least as long
 */
public record SystemLifetimes(Duration defaultTtl, Duration maxTtl) {

  /** 768 hours both (spec 3.2). */
  public static final SystemLifetimes STANDARD =
      new SystemLifetimes(Duration.ofDays(32), Duration.ofDays(32));

  public SystemLifetimes {
    if (defaultTtl.compareTo(Duration.ofSeconds(1)) < 0 || maxTtl.compareTo(defaultTtl) < 0) {
      throw new IllegalArgumentException("1 s <= default lifetime <= maximum lifetime");
    }
  }

  /** What holds for tokens of this mount. */
  public SystemLifetimes of(Mount mount) {
    Duration max = mount.settings().maxTtl().isZero() ? maxTtl : mount.settings().maxTtl();
    Duration ttl =
        mount.settings().defaultTtl().isZero() ? defaultTtl : mount.settings().defaultTtl();
    return new SystemLifetimes(ttl.compareTo(max) > 0 ? max : ttl, max);
  }
}
