package io.azimuth.adapters.azure.simulator.fleet;

import java.util.Objects;

/**
 * A tenant of the simulated sign-in service.
 *
 * @param id the tenant's GUID, in lower case
 * @param domain a verified domain, which clients may use in place of the GUID
 * @param keys which keys sign its tokens
 */
public record SeededTenant(String id, String domain, TenantKeySet keys) {

  public SeededTenant {
    Guids.require(id, "tenant id");
    Objects.requireNonNull(domain, "domain");
    Objects.requireNonNull(keys, "keys");
  }

  /** A tenant that shares the keys of the sign-in service. */
  public SeededTenant(String id, String domain) {
    this(id, domain, TenantKeySet.SHARED);
  }

  SeededTenant with(TenantKeySet other) {
    return new SeededTenant(id, domain, other);
  }

  /** Whether its tokens are signed with a key that no other tenant has. */
  public boolean hasOwnKeys() {
    return keys != TenantKeySet.SHARED;
  }

  /** The issuer of v1 tokens, as Azure writes it: the slash at its end is part of it. */
  public String v1Issuer() {
    return "https://sts.windows.net/" + id + "/";
  }

  /** The issuer of v2 tokens: no slash at its end. */
  public String v2Issuer() {
    return "https://login.microsoftonline.com/" + id + "/v2.0";
  }
}
