package io.azimuth.domain.azure.role;

import java.time.Duration;

/**
 * The properties of a mount that the check of a role needs.
 *
 * @param maxTtl the effective maximum time to live of the mount
 * @param firstPartyAudience whether tokens are for a service of Microsoft, so that they carry no
 *     groups
 * @param resolvesGroups whether the mount asks Azure for groups that a token does not list
 */
public record MountFacts(Duration maxTtl, boolean firstPartyAudience, boolean resolvesGroups) {

  public MountFacts {
    if (maxTtl.isNegative() || maxTtl.isZero()) {
      throw new IllegalArgumentException("a mount has a maximum time to live");
    }
  }
}
