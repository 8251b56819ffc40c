package io.azimuth.adapters.azure.simulator.fleet;

import java.util.Objects;

/**
 * A tenant of the simulated sign-in service.
 *
 * @param id the tenant's GUID, in lower case
 * @param domain a verified domain, which clients may use in place of the GUID
 */
public record SeededTenant(String id, String domain) {

  public SeededTenant {
    Guids.require(id, "tenant id");
    Objects.requireNonNull(domain, "domain");
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
