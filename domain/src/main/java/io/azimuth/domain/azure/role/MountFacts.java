package io.azimuth.domain.azure.role;

import java.time.Duration;

/**
 * What a role's check must know of its mount.
 *
 * @param maxTtl the effective maximum time to live of the mount
 * @param firstPartyAudience whether tokens are for a service of Microsoft's own, so that they carry
 *     no groups
 * @param resolvesGroups whether the mount asks Azure for groups that a token does not list
 */
public record MountFacts(Duration maxTtl, boolean firstPartyAudience, boolean resolvesGroups) {

  public MountFacts {
    if (maxTtl.isNegative() || maxTtl.isZero()) {
      throw new IllegalArgumentException("a mount has a maximum time to live");
    }
  }
}
