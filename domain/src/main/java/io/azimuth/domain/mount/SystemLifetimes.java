package io.azimuth.domain.mount;

import java.time.Duration;

/**
 * The lifetimes of tokens on a mount without its own.
 *
 * @param defaultTtl of tokens that ask for none, at least a second
 * @param maxTtl the longest, at least as long
 */
public record SystemLifetimes(Duration defaultTtl, Duration maxTtl) {

  /** 768 hours for both, as in Vault. */
  public static final SystemLifetimes STANDARD =
      new SystemLifetimes(Duration.ofDays(32), Duration.ofDays(32));

  public SystemLifetimes {
    if (defaultTtl.compareTo(Duration.ofSeconds(1)) < 0 || maxTtl.compareTo(defaultTtl) < 0) {
      throw new IllegalArgumentException("1 s <= default lifetime <= maximum lifetime");
    }
  }

  /** The lifetimes for tokens of this mount. */
  public SystemLifetimes of(Mount mount) {
    Duration max = mount.settings().maxTtl().isZero() ? maxTtl : mount.settings().maxTtl();
    Duration ttl =
        mount.settings().defaultTtl().isZero() ? defaultTtl : mount.settings().defaultTtl();
    return new SystemLifetimes(ttl.compareTo(max) > 0 ? max : ttl, max);
  }
}
