package io.azimuth.adapters.azure.cloud;

/** The two versions of access tokens. The claim {@code ver} of a token names its version. */
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

  /** The path of the discovery document, relative to the tenant's address. */
  public String documentPath() {
    return documentPath;
  }
}
