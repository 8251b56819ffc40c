package io.azimuth.adapters.azure.cloud;

/** The two kinds of access token that a tenant issues; {@code ver} in the token tells which. */
public enum TokenVersion {
  V1("1.0", "/.well-known/openid-configuration"),
  V2("2.0", "/v2.0/.well-known/openid-configuration");

  private final String claim;
  private final String documentPath;

  TokenVersion(String claim, String documentPath) {
    this.claim = claim;
    this.documentPath = documentPath;
  }

  /** The value of the claim {@code ver}. */
  public String claim() {
    return claim;
  }

  /** Where the discovery document is, below the tenant. */
  public String documentPath() {
    return documentPath;
  }
}
