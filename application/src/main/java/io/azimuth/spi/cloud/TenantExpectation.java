package io.azimuth.spi.cloud;

import io.azimuth.spi.verify.IssuerProfile;
import java.util.List;
import java.util.Objects;

/**
 * What the discovery documents of a tenant say about the tokens it issues.
 *
 * @param tenantId the tenant's own id, also when it was asked for by a domain
 * @param profiles the kinds of token it issues; at least one of them has keys
 */
public record TenantExpectation(String tenantId, List<IssuerProfile> profiles) {

  public TenantExpectation {
    Objects.requireNonNull(tenantId, "tenantId");
    profiles = List.copyOf(profiles);
    if (profiles.isEmpty()) {
      throw new IllegalArgumentException("a tenant issues at least one kind of token");
    }
  }
}
