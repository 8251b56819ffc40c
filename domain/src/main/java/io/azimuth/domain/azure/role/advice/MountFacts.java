package io.azimuth.domain.azure.role.advice;

import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.TokenTypeRule;
import java.util.Objects;

/**
 * The properties of a mount that advice on its roles needs.
 *
 * @param lifetimes of tokens on this mount
 * @param tokenTypes which type of token the mount issues
 * @param firstPartyAudience whether tokens are for a service of Microsoft, so that they carry no
 *     groups
 * @param resolvesGroups whether the mount asks Azure for groups that a token does not list
 */
public record MountFacts(
    SystemLifetimes lifetimes,
    TokenTypeRule tokenTypes,
    boolean firstPartyAudience,
    boolean resolvesGroups) {

  public MountFacts {
    Objects.requireNonNull(lifetimes, "lifetimes");
    Objects.requireNonNull(tokenTypes, "tokenTypes");
  }
}
