package io.azimuth.domain.azure.role.advice;

import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.TokenTypeRule;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The properties of a mount that advice on its roles needs.
 *
 * @param lifetimes of tokens on this mount
 * @param tokenTypes which type of token the mount issues
 * @param firstPartyAudience whether tokens are for a service of Microsoft, so that they carry no
 *     groups
 * @param severalAudiences whether tokens for further audiences are accepted
 * @param resolvesGroups whether the mount asks Azure for groups that a token does not list
 * @param watchesResources whether the mount revokes the tokens of machines that are gone
 * @param tenants whose tokens the mount accepts
 * @param acceptsAttestations whether the mount lists instances of the attestation service
 */
public record MountFacts(
    SystemLifetimes lifetimes,
    TokenTypeRule tokenTypes,
    boolean firstPartyAudience,
    boolean severalAudiences,
    boolean resolvesGroups,
    boolean watchesResources,
    MountTenants tenants,
    boolean acceptsAttestations) {

  public MountFacts {
    Objects.requireNonNull(lifetimes, "lifetimes");
    Objects.requireNonNull(tokenTypes, "tokenTypes");
    Objects.requireNonNull(tenants, "tenants");
  }

  /** Those of a mount that accepts no attestations. */
  public MountFacts(
      SystemLifetimes lifetimes,
      TokenTypeRule tokenTypes,
      boolean firstPartyAudience,
      boolean severalAudiences,
      boolean resolvesGroups,
      boolean watchesResources,
      MountTenants tenants) {
    this(
        lifetimes,
        tokenTypes,
        firstPartyAudience,
        severalAudiences,
        resolvesGroups,
        watchesResources,
        tenants,
        false);
  }

  /** Those of a mount that watches nothing, whose own tenant is not known, and without another. */
  public MountFacts(
      SystemLifetimes lifetimes,
      TokenTypeRule tokenTypes,
      boolean firstPartyAudience,
      boolean resolvesGroups) {
    this(
        lifetimes,
        tokenTypes,
        firstPartyAudience,
        false,
        resolvesGroups,
        false,
        new MountTenants(Optional.empty(), Set.of()));
  }
}
