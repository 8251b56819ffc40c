package io.azimuth.adapters.azure.cloud;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** An issuer that a cloud accepts, with {@code {tenant_id}} in place of the tenant's id. */
public record IssuerTemplate(String text) {

  private static final String TENANT = "{tenant_id}";
  private static final String VERSION_TWO = "/v2.0";
  private static final Pattern ANY = Pattern.compile("https://[^{}\\s]+/\\{tenant_id\\}[^{}\\s]*");

  public IssuerTemplate {
    if (!ANY.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "an issuer is an https address with {tenant_id} once in its path");
    }
    if (URI.create(text.replace(TENANT, "tenant")).getHost() == null) {
      throw new IllegalArgumentException("an issuer has a host");
    }
  }

  public String fill(String tenantId) {
    return text.replace(TENANT, tenantId);
  }

  /** The id of the tenant that has this issuer; empty when the issuer does not match. */
  public Optional<String> tenantOf(String issuer) {
    int start = text.indexOf(TENANT);
    int end = issuer.length() - (text.length() - start - TENANT.length());
    if (end <= start) {
      return Optional.empty();
    }
    String tenantId = issuer.substring(start, end);
    boolean fits = TenantName.isId(tenantId) && fill(tenantId).equals(issuer);
    return fits ? Optional.of(tenantId) : Optional.empty();
  }

  /** The version of the tokens that this issuer signs. */
  public TokenVersion version() {
    return text.endsWith(VERSION_TWO) ? TokenVersion.V2 : TokenVersion.V1;
  }

  /** Host and port of the issuer. */
  public HttpsEndpoint endpoint() {
    return HttpsEndpoint.of(URI.create(fill("tenant")));
  }
}
